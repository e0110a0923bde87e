import { bindChannels } from '#channels';
import { ClockKeeper, wallClock } from '#clock';
import type { BusinessClock } from '#clock';
import type { ServedConfig } from '#config';
import { AcceptEvents, CustomerLanes, Inquirer, isGood, Listening, Resignaller, TemporalDoor, Waker } from '#intake';
import type { Acceptance, Signals } from '#intake';
import { openStore } from '#store';
import type { Store } from '#store';
import { createLogger, createMetrics, Health } from '#telemetry';
import type { Logger, Metrics } from '#telemetry';
import { lendingCatalogue } from '#workflows/catalogue';
import { LateClock } from './late-clock.ts';

export const INGEST = Symbol('IngestHouse');

/** Everything that the doors share; opened without asking a server, so that the process is up before its servers are. */
export class IngestHouse {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly health = new Health();
  readonly store: Store;
  readonly temporal: TemporalDoor;
  readonly accept: AcceptEvents;
  readonly resignaller: Resignaller;
  readonly inquirer: Inquirer;
  readonly waker: Waker;
  closing = false;

  readonly #businessTime: Pick<BusinessClock, 'refresh'>;

  constructor(readonly config: ServedConfig) {
    this.log = createLogger({ process: 'ingest', level: config.logLevel });
    this.metrics = createMetrics('ingest');
    this.store = openStore({ databaseUrl: config.database.url, poolSize: config.database.pool });
    this.temporal = new TemporalDoor({ ...config.temporal, tls: config.temporal.tls });
    const { events } = this.store;
    const clock = this.#clock();
    this.#businessTime = clock;
    const signals = this.#counted(
      new CustomerLanes(this.temporal, { customersAtOnce: 64, slice: { events: 100, bytes: 256 * 1024 } }),
    );
    this.accept = new AcceptEvents({
      events,
      signals,
      clock,
      listening: new Listening(lendingCatalogue, this.store.definitions),
    });
    this.resignaller = new Resignaller({ events, signals, clock, patienceMs: 30_000, pageSize: 1_000 });
    this.inquirer = new Inquirer({
      inquiries: this.store.inquiries,
      channels: bindChannels(config.channels, {
        seed: config.channelSeed,
        environment: config.environment,
        publicUrl: config.url,
      }),
      accept: this.accept,
      clock,
      atOnce: 4,
      atMost: 50,
      failed: (err, channel) => this.log.warn({ err, channel }, 'What became of an attempt could not be learnt.'),
    });
    this.waker = new Waker({
      wakes: this.store.wakes,
      customers: this.temporal,
      failed: (err, wake) => this.log.warn({ err, wake }, 'Held customers could not be woken; they will be.'),
    });
    this.health.check('postgresql', () => this.store.ping());
    this.health.check('temporal', () => this.temporal.check());
  }

  /** `since`: when they came, by `performance.now()`. */
  count(door: 'http' | 'kafka' | 'callback', acceptances: readonly Acceptance[], since: number): void {
    const seconds = (performance.now() - since) / 1_000;
    for (const acceptance of acceptances) {
      this.metrics.events.inc({ door, result: acceptance.status });
      if (isGood(acceptance)) this.metrics.acceptance.observe({ door }, seconds);
    }
  }

  /** Business time. */
  now(): Promise<number> {
    return this.#businessTime.refresh();
  }

  /** After the doors are shut. */
  async close(): Promise<void> {
    await this.temporal.close();
    await this.store.close();
  }

  #clock(): Pick<BusinessClock, 'refresh' | 'speed'> {
    const { kind, speed } = this.config.clock;
    if (kind === 'wall') return wallClock();
    return new LateClock(() => new ClockKeeper(this.store.clock).open({ speed }));
  }

  #counted(signals: Signals): Signals {
    return {
      send: async (customerId, events) => {
        try {
          await signals.send(customerId, events);
          this.metrics.signals.inc({ result: 'sent' });
        } catch (error) {
          this.metrics.signals.inc({ result: 'failed' });
          throw error;
        }
      },
    };
  }
}
