import { setTimeout as pause } from 'node:timers/promises';
import type { WakePage, WakeRepository, WakeTarget } from '#store';
import type { Wakened } from './signals.ts';

export interface WakerOptions {
  readonly wakes: Pick<WakeRepository, 'claim' | 'advance'>;
  readonly customers: Wakened;
  /** Told of each page that was not finished; it is done once more. */
  readonly failed: (error: unknown, of: WakeTarget) => void;
}

export interface WakeRound {
  readonly woken: number;
  /** Nothing is due before so many milliseconds have passed, as far as is known. */
  readonly restMs: number;
}

/** With nothing to do one looks as often. */
const IDLE_MS = 1_000;

/** Wakes held customers to whom a wake is owed, one after the other at its share. Any number of processes divide the work. */
export class Waker {
  readonly #options: WakerOptions;

  constructor(options: WakerOptions) {
    this.#options = options;
  }

  /** One page of each wake that is due. Thrown when: the store's `StoreUnavailable`. */
  async round(): Promise<WakeRound> {
    const began = performance.now();
    const pages = await this.#options.wakes.claim();
    const woken = await Promise.all(pages.map((page) => this.#wake(page)));
    const nextAt = pages.map(({ customers, wake }) => began + (1_000 * customers.length) / wake.share + 1);
    return {
      woken: woken.reduce((sum, count) => sum + count, 0),
      restMs: Math.max(0, Math.min(performance.now() + IDLE_MS, ...nextAt) - performance.now()),
    };
  }

  async #wake(page: WakePage): Promise<number> {
    const { wake, customers } = page;
    const look = { because: `${wake.of.level} ${wake.of.target}` };
    const signals = customers.map(async (customerId, nth) => {
      await pause((1_000 * nth) / wake.share);
      await this.#options.customers.lookAgain(customerId, look);
    });
    try {
      for (const signal of await Promise.allSettled(signals)) if (signal.status === 'rejected') throw signal.reason;
      return (await this.#options.wakes.advance(page)) ? customers.length : 0;
    } catch (error) {
      this.#options.failed(error, wake.of);
      return 0;
    }
  }
}
