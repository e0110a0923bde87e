import type { Happening } from '#customer';
import type { Flights } from './flights.ts';

/** What has happened and is not written yet, oldest first. */
export class Outbox {
  #waiting: readonly Happening[];

  constructor(waiting: readonly Happening[]) {
    this.#waiting = waiting;
  }

  get waiting(): readonly Happening[] {
    return this.#waiting;
  }

  add(happened: readonly Happening[]): void {
    if (happened.length > 0) this.#waiting = [...this.#waiting, ...happened];
  }

  written(happened: readonly Happening[]): void {
    this.#waiting = this.#waiting.slice(happened.length);
  }

  /**
   * That an attempt has started waits for its end or its acceptance: the dispatch writes a row of its own before it begins.
   */
  isDue(flights: Flights): boolean {
    return this.#waiting.some((one) => one.kind !== 'attempt.started' || !flights.has(one.attempt));
  }
}
