import type { BeforeApplicationShutdown } from '@nestjs/common';
import { beatMs, ClockKeeper, wallClock, type BusinessClock } from '#clock';
import type { ServedConfig } from '#config';
import type { Store } from '#store';
import type { Health, Logger, Metrics } from '#telemetry';
import type { ClockNews } from './clock-news.ts';
import { KeptClock } from './kept-clock.ts';

/**
 * The clock of this process. A persisted one runs while somebody beats it, and that is done only while PostgreSQL and
 * Temporal answer: where nothing can happen, no time passes.
 */
export class ClockBeat implements BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | null = null;
  #isBeating = false;

  private constructor(
    readonly clock: BusinessClock,
    private readonly kept: KeptClock | null,
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  static async open(config: ServedConfig, store: Store, logger: Logger, metrics: Metrics): Promise<ClockBeat> {
    if (config.clock.kind === 'wall') return new ClockBeat(wallClock(), null, logger, metrics);
    const keeper = new ClockKeeper(store.clock);
    const clock = await keeper.open({ speed: config.clock.speed });
    return new ClockBeat(clock, new KeptClock(store.clock, keeper), logger, metrics);
  }

  /** Called when the process takes work. */
  begin(health: Health, news: ClockNews): void {
    const { kept } = this;
    if (kept === null) return;
    this.#timer = setInterval(() => {
      if (!this.#isBeating) void this.#beat(kept, health, news);
    }, beatMs);
  }

  beforeApplicationShutdown(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  async #beat(kept: KeptClock, health: Health, news: ClockNews): Promise<void> {
    this.#isBeating = true;
    try {
      const ready = await health.ready();
      if (ready.status === 'up') {
        if ((await kept.beat()) === 'changed') news.tell();
      } else {
        this.logger.warn({ checks: ready.checks }, 'Not everything answers; business time stands still until it does.');
      }
      this.metrics.businessTime.set(Math.floor((await this.clock.refresh()) / 1000));
      this.metrics.clockRunning.set(this.clock.running ? 1 : 0);
    } catch (err) {
      this.logger.warn({ err }, 'The clock could not be beaten; business time stands still until it is.');
    } finally {
      this.#isBeating = false;
    }
  }
}
