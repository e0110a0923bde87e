import type { HolidayCalendar } from './holiday-calendar.ts';
import { dayOf } from './wall-clock.ts';

/** A calendar as hours ask it; days as days since 1970-01-01. */
export class Holidays {
  readonly #days: ReadonlySet<number>;
  readonly #from: number;
  readonly #until: number;

  constructor({ days, from, until }: HolidayCalendar) {
    this.#days = new Set(days.map(dayOf));
    this.#from = from === undefined ? -Infinity : dayOf(from);
    this.#until = until === undefined ? Infinity : dayOf(until);
  }

  /** Null: the calendar does not reach that far. */
  has(day: number): boolean | null {
    return day < this.#from || day > this.#until ? null : this.#days.has(day);
  }
}
