import type { BusinessClock } from '#clock';
import type { EventRepository } from '#store';
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
    let signalled = 0;
    for (;;) {
      const page = await this.#page(before);
      signalled += page.signalled;
      // What has failed is the oldest and would come again: it waits for the next sweep.
      if (page.failed > 0 || page.signalled < pageSize) return { signalled, failed: page.failed };
    }
  }

  async #page(before: number): Promise<Sweep> {
    const { events, signals, clock, pageSize } = this.#options;
    const owed = await events.unsignalled(before, pageSize);
    const groups = [...byCustomer(owed)];
    const sent = await Promise.allSettled(
      groups.map(([customerId, group]) => signals.send(customerId, group.map(forWorkflow))),
    );
    const taken = groups.flatMap(([, group], nth) => (sent[nth]?.status === 'fulfilled' ? group : []));
    if (taken.length > 0) await events.markSignalled(taken, await clock.refresh());
    return { signalled: taken.length, failed: owed.length - taken.length };
  }
}
