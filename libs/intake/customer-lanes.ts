import type { CustomerEvent } from '#journey';
import { SignalUnavailable } from './signal.error.ts';
import { inOrder, takeSlice } from './slices.ts';
import type { SliceLimit } from './slices.ts';
import type { Signals } from './signals.ts';

interface Waiting {
  readonly events: readonly CustomerEvent[];
  readonly done: (error?: Error) => void;
}

interface Lane {
  readonly customerId: string;
  waiting: Waiting[];
}

export interface LanesOptions {
  readonly customersAtOnce: number;
  readonly slice: SliceLimit;
}

/**
 * One lane per customer: signals of one customer leave one after the other, whichever door they came through, those of
 * different customers side by side, so many at once. What comes for a customer while a signal of theirs is on its way is
 * gathered into the next one. Memory is bounded by the callers: each waits for its own.
 */
export class CustomerLanes implements Signals {
  readonly #signals: Signals;
  readonly #options: LanesOptions;
  readonly #lanes = new Map<string, Lane>();
  readonly #ready: Lane[] = [];
  #busy = 0;

  constructor(signals: Signals, options: LanesOptions) {
    this.#signals = signals;
    this.#options = options;
  }

  /** Signals on their way and customers in line, for the metrics. */
  get load(): { readonly inFlight: number; readonly waiting: number } {
    return { inFlight: this.#busy, waiting: this.#ready.length };
  }

  send(customerId: string, events: readonly CustomerEvent[]): Promise<void> {
    if (events.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const done = (error?: Error): void => (error === undefined ? resolve() : reject(error));
      const lane = this.#lanes.get(customerId);
      if (lane !== undefined) {
        lane.waiting.push({ events, done });
        return;
      }
      const opened = { customerId, waiting: [{ events, done }] };
      this.#lanes.set(customerId, opened);
      this.#ready.push(opened);
      this.#go();
    });
  }

  #go(): void {
    while (this.#busy < this.#options.customersAtOnce) {
      const lane = this.#ready.shift();
      if (lane === undefined) return;
      this.#busy += 1;
      void this.#run(lane).finally(() => {
        this.#busy -= 1;
        if (lane.waiting.length > 0) this.#ready.push(lane);
        else this.#lanes.delete(lane.customerId);
        this.#go();
      });
    }
  }

  async #run(lane: Lane): Promise<void> {
    const turn = lane.waiting;
    lane.waiting = [];
    try {
      let rest = inOrder(turn.flatMap(({ events }) => events));
      while (rest.length > 0) {
        const slice = takeSlice(rest, this.#options.slice);
        await this.#signals.send(lane.customerId, slice);
        rest = rest.slice(slice.length);
      }
      for (const { done } of turn) done();
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      for (const { done } of turn) done(error);
      if (error instanceof SignalUnavailable) this.#giveUpOnThoseInLine(error);
    }
  }

  /** Each has waited for the server's time-out once; those behind would learn the same, a thousand of them for minutes. */
  #giveUpOnThoseInLine(error: SignalUnavailable): void {
    for (const lane of this.#ready.splice(0)) {
      this.#lanes.delete(lane.customerId);
      for (const { done } of lane.waiting) done(error);
    }
  }
}
