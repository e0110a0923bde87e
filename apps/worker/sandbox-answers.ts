import type { OnApplicationShutdown } from '@nestjs/common';
import type { LateAnswer, SandboxLater } from '#channels';
import type { BusinessClock } from '#clock';
import type { ServedConfig } from '#config';
import { AcceptEvents, CustomerLanes, Listening, TemporalDoor } from '#intake';
import type { Store } from '#store';
import type { Logger } from '#telemetry';
import { lendingCatalogue } from '#workflows/catalogue';

/**
 * People who answer the sandbox after a while. Their answers come in as a provider's callbacks do: as events, through the
 * one use case of all doors. Never opened in production, where no channel is bound to the sandbox.
 */
export class SandboxAnswers implements SandboxLater, OnApplicationShutdown {
  #door: TemporalDoor | null = null;
  #accept: AcceptEvents | null = null;

  constructor(
    private readonly config: ServedConfig,
    private readonly store: Store,
    private readonly clock: BusinessClock,
    private readonly logger: Logger,
  ) {}

  async wait(businessMs: number): Promise<void> {
    const due = this.clock.now() + businessMs;
    for (let left = businessMs; left > 0; left = due - (await this.clock.refresh())) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(this.clock.toWallDelay(left), 60_000)).unref());
    }
  }

  async answer(late: LateAnswer): Promise<void> {
    this.#accept ??= this.#open();
    await this.#accept.accept([{ json: late }]);
  }

  lost(err: unknown): void {
    this.logger.warn({ err }, 'An answer of the sandbox was lost; its attempt ends as unknown.');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#door?.close();
  }

  #open(): AcceptEvents {
    this.#door = new TemporalDoor({ ...this.config.temporal, tls: this.config.temporal.tls });
    return new AcceptEvents({
      events: this.store.events,
      signals: new CustomerLanes(this.#door, { customersAtOnce: 16, slice: { events: 100, bytes: 256 * 1024 } }),
      clock: this.clock,
      listening: new Listening(lendingCatalogue, this.store.definitions),
    });
  }
}
