import type { ClockReading } from '#activities';
import type { Instant } from '#journey';

const STILL_MS = 500;
const STILL_AT_MOST_MS = 8_000;

/**
 * Business time, reckoned on from the last reading. The machine's clock is never asked: `wall` is workflow time, which
 * replays. A clock that was stopped or slowed since then makes the reckoning run ahead, never behind; so who acts on it has
 * it confirmed by the reading that comes back with the activity it needs anyway.
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

  at(wall: number): Instant {
    const { business, wall: readAt, speed, running, isWall } = this.#reading;
    if (isWall) return wall;
    return running ? Math.floor(business + Math.max(0, wall - readAt) * speed) : business;
  }

  /** How long to sleep until `due`. A clock that stands still is looked at again and again, ever less often. */
  delayUntil(due: Instant, wall: number): number {
    const { speed, running } = this.#reading;
    if (!running) return Math.min(STILL_MS * 2 ** this.#stillFor++, STILL_AT_MOST_MS);
    return Math.max(1, Math.ceil((due - this.at(wall)) / speed));
  }
}
