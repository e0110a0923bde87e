import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { INGEST } from '../ingest.house.ts';
import type { IngestHouse } from '../ingest.house.ts';
import { Rounds } from './rounds.ts';

const PAUSE_MS = 5_000;

/** Asks providers, again and again, what became of attempts whose outcome is not known. */
@Injectable()
export class InquiryService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds(PAUSE_MS, (stopping) => this.#ask(stopping));

  constructor(@Inject(INGEST) private readonly house: IngestHouse) {}

  onApplicationBootstrap(): void {
    this.#rounds.begin();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  async #ask(stopping: AbortSignal): Promise<void> {
    try {
      const { asked, learnt } = await this.house.inquirer.round(stopping);
      if (asked > 0) this.house.log.info({ asked, learnt }, 'Asked providers what became of attempts.');
    } catch (err) {
      this.house.log.warn({ err }, 'Providers could not be asked what became of attempts.');
    }
  }
}
