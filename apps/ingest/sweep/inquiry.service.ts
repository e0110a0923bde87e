import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { INGEST } from '../ingest.house.ts';
import type { IngestHouse } from '../ingest.house.ts';

const EVERY_MS = 5_000;

/** Asks providers, again and again, what became of attempts whose outcome is not known. */
@Injectable()
export class InquiryService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | null = null;
  #asking: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(@Inject(INGEST) private readonly house: IngestHouse) {}

  onApplicationBootstrap(): void {
    this.#asking = this.#ask();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#asking;
  }

  async #ask(): Promise<void> {
    try {
      const { asked, learnt } = await this.house.inquirer.round();
      if (asked > 0) this.house.log.info({ asked, learnt }, 'Asked providers what became of attempts.');
    } catch (err) {
      this.house.log.warn({ err }, 'Providers could not be asked what became of attempts.');
    }
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#asking = this.#ask();
    }, EVERY_MS);
  }
}
