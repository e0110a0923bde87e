import type { ClockReading } from '#activities';
import type { Instant } from '#journey';

const STILL_MS = 500;
const STILL_AT_MOST_MS = 600_000;

/**
 * Business time, reckoned on from the last reading. The machine's clock is never asked: `wall` is workflow time, which
 * replays. A clock that was stopped or slowed since then makes the reckoning run ahead; so who acts on it has it confirmed
 * by the reading that comes back with the activity it needs anyway.
 *
 * Decision: how does a workflow learn that a clock goes on, goes faster or was put forward? Options: (a) every customer asks
 * again and again, (b) whoever keeps the clock tells all who run. (a) alone is late by its interval, which at high speed is
 * many business hours, or costs six events of history for each customer and second. So (b), as the signal `clockChanged`;
 * and (a) ever less often, for a pause too short to be told and for news that were lost.
 */
export class BusinessTime {
  #reading: ClockReading;
  #stillFor = 0;

  constructor(reading: ClockReading) {
    this.#reading = reading;
  }

  get reading(): ClockReading {
    return this.#reading;
  }

  hear(reading: ClockReading): void {
    this.#reading = reading;
    if (reading.running) this.#stillFor = 0;
  }

  /** The clock was changed, nobody says how: it counts as standing still until it is read. */
  doubt(wall: number): void {
    if (this.#reading.isWall) return;
    this.#reading = { ...this.#reading, business: this.at(wall), wall, running: false };
    this.#stillFor = 0;
  }

  get isStill(): boolean {
    return !this.#reading.isWall && !this.#reading.running;
  }

  at(wall: number): Instant {
    const { business, wall: readAt, speed, running, isWall } = this.#reading;
    if (isWall) return wall;
    return running ? Math.floor(business + Math.max(0, wall - readAt) * speed) : business;
  }

  /** How long to sleep until `due`. A clock that stands still is looked at again and again, ever less often. */
  delayUntil(due: Instant, wall: number): number {
    if (this.isStill) return Math.min(STILL_MS * 2 ** this.#stillFor++, STILL_AT_MOST_MS);
    return Math.max(1, Math.ceil((due - this.at(wall)) / this.#reading.speed));
  }
}
