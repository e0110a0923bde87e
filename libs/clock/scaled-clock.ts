import { stillMs, type BusinessClock } from './business-clock.ts';
import { businessAt, runsAt, type ClockRow } from './clock-row.ts';
import type { ClockStore } from './clock-store.ts';

/** A persisted clock as one process reads it: `now` from the row last read, `refresh` from the store. */
export class ScaledClock implements BusinessClock {
  #row: ClockRow;
  #told = 0;
  readonly #store: Pick<ClockStore, 'read'>;
  readonly #wall: () => number;

  constructor(row: ClockRow, store: Pick<ClockStore, 'read'>, wall: () => number = Date.now) {
    this.#row = row;
    this.#store = store;
    this.#wall = wall;
  }

  /** A slower row read late could tell an earlier time than was told before; then the clock waits instead. */
  now(): number {
    this.#told = Math.max(this.#told, businessAt(this.#row, this.#wall()));
    return this.#told;
  }

  async refresh(): Promise<number> {
    this.#row = (await this.#store.read()) ?? this.#row;
    return this.now();
  }

  toWallDelay(businessMs: number): number {
    const delay = Math.max(0, Math.ceil(businessMs / this.#row.speed));
    return this.running ? delay : Math.max(delay, stillMs);
  }

  get running(): boolean {
    return runsAt(this.#row, this.#wall());
  }

  get speed(): number {
    return this.#row.speed;
  }
}
