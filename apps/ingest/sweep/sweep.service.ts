import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { INGEST } from '../ingest.house.ts';
import type { IngestHouse } from '../ingest.house.ts';
import { Rounds } from './rounds.ts';

const PAUSE_MS = 30_000;

/** Signals what a crash or an outage left stored and not signalled: all of it at the start, then what has grown old. */
@Injectable()
export class SweepService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds(PAUSE_MS, () => this.#sweep());
  #next: 'all' | 'stale' = 'all';

  constructor(@Inject(INGEST) private readonly house: IngestHouse) {}

  onApplicationBootstrap(): void {
    this.#rounds.begin();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  async #sweep(): Promise<void> {
    try {
      const { signalled, failed } = await this.house.resignaller.sweep(this.#next);
      this.#next = failed > 0 ? 'all' : 'stale';
      if (signalled + failed > 0)
        this.house.log.info({ signalled, failed }, 'Signalled what was stored and not signalled.');
    } catch (error) {
      this.house.log.warn({ err: error }, 'What was stored and not signalled could not be looked for.');
    }
  }
}
