import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { INGEST } from '../ingest.house.ts';
import type { IngestHouse } from '../ingest.house.ts';

const everyMs = 30_000;

/** Signals what a crash or an outage left stored and not signalled: all of it at the start, then what has grown old. */
@Injectable()
export class SweepService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | null = null;
  #sweeping: Promise<void> = Promise.resolve();
  #stopped = false;
  #next: 'all' | 'stale' = 'all';

  constructor(@Inject(INGEST) private readonly house: IngestHouse) {}

  onApplicationBootstrap(): void {
    this.#sweeping = this.#sweep();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#sweeping;
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
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#sweeping = this.#sweep();
    }, everyMs);
  }
}
