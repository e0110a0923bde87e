import type { BeforeApplicationShutdown } from '@nestjs/common';
import { beatMs, ClockKeeper, wallClock, type BusinessClock } from '#clock';
import type { ServedConfig } from '#config';
import type { Store } from '#store';
import type { Logger, Metrics } from '#telemetry';

/** The clock of this process; while it beats, a persisted clock runs. Without a worker nothing moves, so time does not. */
export class ClockBeat implements BeforeApplicationShutdown {
  readonly #timer: NodeJS.Timeout | null;

  private constructor(
    readonly clock: BusinessClock,
    beat: (() => Promise<void>) | null,
  ) {
    this.#timer = beat === null ? null : setInterval(() => void beat(), beatMs);
  }

  static async open(config: ServedConfig, store: Store, logger: Logger, metrics: Metrics): Promise<ClockBeat> {
    if (config.clock.kind === 'wall') return new ClockBeat(wallClock(), null);
    const keeper = new ClockKeeper(store.clock);
    const clock = await keeper.open({ speed: config.clock.speed });
    await keeper.beat();
    return new ClockBeat(clock, async () => {
      try {
        await keeper.beat();
        metrics.businessTime.set(Math.floor((await clock.refresh()) / 1000));
        metrics.clockRunning.set(clock.running ? 1 : 0);
      } catch (err) {
        logger.warn({ err }, 'The clock could not be beaten; business time stands still until it is.');
      }
    });
  }

  beforeApplicationShutdown(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }
}
