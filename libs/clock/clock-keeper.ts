import { atSpeed, beaten, clockRow, forwardTo, started, stopped, type ClockRow } from './clock-row.ts';
import type { ClockStore } from './clock-store.ts';
import { ClockNotSetError } from './clock.error.ts';
import { ScaledClock } from './scaled-clock.ts';

/** Changes the persisted clock. One process of the product beats; any may stop, start or speed it. */
export class ClockKeeper {
  readonly #store: ClockStore;
  readonly #wall: () => number;

  constructor(store: ClockStore, wall: () => number = Date.now) {
    this.#store = store;
    this.#wall = wall;
  }

  /** The clock for one process. The first to open it sets it to `beginsAt`; later it goes on from where it stood. */
  async open(options: { readonly speed: number; readonly beginsAt?: number }): Promise<ScaledClock> {
    const row =
      (await this.#store.read()) ??
      (await this.#store.change(
        (kept) => kept ?? clockRow(options.beginsAt ?? this.#wall(), options.speed, this.#wall()),
      ));
    return new ScaledClock(row, this.#store, this.#wall);
  }

  /** Says that the product is up; call it every `beatMs`, and only while it is. */
  beat(): Promise<ClockRow> {
    return this.#change(beaten);
  }

  stop(): Promise<ClockRow> {
    return this.#change(stopped);
  }

  start(): Promise<ClockRow> {
    return this.#change(started);
  }

  setSpeed(speed: number): Promise<ClockRow> {
    return this.#change((row, wall) => atSpeed(row, speed, wall));
  }

  forwardTo(business: number): Promise<ClockRow> {
    return this.#change((row, wall) => forwardTo(row, business, wall));
  }

  #change(next: (row: ClockRow, wall: number) => ClockRow): Promise<ClockRow> {
    return this.#store.change((row) => {
      if (row === null) throw new ClockNotSetError();
      return next(row, this.#wall());
    });
  }
}
