import type { BusinessClock } from '#clock';
import type { CustomerEvent } from '#journey';
import type { EventRepository } from '#store';
import { SignalRefused } from './signal.error.ts';
import type { Signals } from './signals.ts';
import { byCustomer } from './slices.ts';
import { forWorkflow } from './visible.ts';

export interface ResignallerOptions {
  readonly events: Pick<EventRepository, 'unsignalled' | 'markSignalled'>;
  readonly signals: Signals;
  readonly clock: Pick<BusinessClock, 'refresh' | 'speed'>;
  /** Events younger than this, by the wall, are left to the door that has them in hand. */
  readonly patienceMs: number;
  readonly pageSize: number;
}

/** What a sweep has found and done. */
export interface Sweep {
  readonly signalled: number;
  readonly failed: number;
}

/**
 * Signals what was stored and then not signalled, because a process or a server went down in between. It may race with a
 * door or with another process: the workflow knows the events it has had.
 */
export class Resignaller {
  readonly #options: ResignallerOptions;

  constructor(options: ResignallerOptions) {
    this.#options = options;
  }

  /**
   * `all`: whatever its age, for the start of a process, when no door has anything in hand.
   *
   * Thrown when: the store's `StoreUnavailable`.
   */
  async sweep(which: 'all' | 'stale'): Promise<Sweep> {
    const { clock, patienceMs, pageSize } = this.#options;
    const now = await clock.refresh();
    const before = which === 'all' ? now + 1 : now - patienceMs * clock.speed;
    let [signalled, failed] = [0, 0];
    for (let last: CustomerEvent | undefined; ;) {
      const owed = await this.#options.events.unsignalled(before, pageSize, last);
      const { taken, isAway } = await this.#signal(owed);
      signalled += taken;
      failed += owed.length - taken;
      last = owed.at(-1);
      if (isAway || owed.length < pageSize) return { signalled, failed };
    }
  }

  /** Who is refused is passed over until the next sweep; a server that is away would refuse every page alike. */
  async #signal(owed: readonly CustomerEvent[]): Promise<{ readonly taken: number; readonly isAway: boolean }> {
    const { events, signals, clock } = this.#options;
    const groups = [...byCustomer(owed)];
    const sent = await Promise.allSettled(
      groups.map(([customerId, group]) => signals.send(customerId, group.map(forWorkflow))),
    );
    const taken = groups.flatMap(([, group], nth) => (sent[nth]?.status === 'fulfilled' ? group : []));
    if (taken.length > 0) await events.markSignalled(taken, await clock.refresh());
    const isAway = sent.some((one) => one.status === 'rejected' && !(one.reason instanceof SignalRefused));
    return { taken: taken.length, isAway };
  }
}
