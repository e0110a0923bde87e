import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { INGEST } from '../ingest.house.ts';
import type { IngestHouse } from '../ingest.house.ts';
import { Rounds } from './rounds.ts';

const AFTER_FAILURE_MS = 1_000;

/** Wakes what was held, after a stop was lifted or the policy changed. */
@Injectable()
export class WakeService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds(0, async (stopping) => {
    await pause(await this.#wake(), undefined, { signal: stopping }).catch(() => {});
  });

  constructor(@Inject(INGEST) private readonly house: IngestHouse) {}

  onApplicationBootstrap(): void {
    this.#rounds.begin();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  /** Answers after how many milliseconds to go on. */
  async #wake(): Promise<number> {
    try {
      const { woken, restMs } = await this.house.waker.round();
      if (woken > 0) this.house.log.info({ woken }, 'Woke customers who were held.');
      return restMs;
    } catch (err) {
      this.house.log.warn({ err }, 'Held customers to be woken could not be looked for.');
      return AFTER_FAILURE_MS;
    }
  }
}
