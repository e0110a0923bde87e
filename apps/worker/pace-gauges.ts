import type { Store } from '#store';
import type { Logger, Metrics } from '#telemetry';

const EVERY_MS = 5_000;

/** Who waits for a slot of a limited channel and who holds one, counted in the store for /metrics. */
export class PaceGauges {
  constructor(
    private readonly store: Pick<Store, 'paces'>,
    private readonly metrics: Pick<Metrics, 'paceInProgress' | 'paceWaiting'>,
    private readonly logger: Logger,
  ) {}

  begin(): void {
    setInterval(() => void this.#measure(), EVERY_MS).unref();
  }

  async #measure(): Promise<void> {
    try {
      const counts = await this.store.paces.counts();
      this.metrics.paceWaiting.reset();
      this.metrics.paceInProgress.reset();
      for (const { channel, waiting, inProgress } of counts) {
        this.metrics.paceWaiting.set({ channel }, waiting);
        this.metrics.paceInProgress.set({ channel }, inProgress);
      }
    } catch (err) {
      this.logger.debug({ err }, 'Who waits for a turn could not be counted.');
    }
  }
}
