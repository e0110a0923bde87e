import type { ClockReading } from '#activities';
import type { Instant } from '#journey';
import { taskTime } from './task-time.ts';

const STILL_MS = 500;
const STILL_AT_MOST_MS = 600_000;
/** Temporal's timers last at most some years; a customer who is not due for so long is looked at in between. */
const LONGEST_MS = 200 * 86_400_000;
/** More than a task takes that is on time. */
const LATE_MS = 60_000;

/**
 * Business time as this workflow has been told it: by a reading that came back with an activity, or because the timer rang
 * that was set for an instant. In between it does not go on. Whoever acts on it has it confirmed by the reading that comes
 * with the activity it needs anyway: a clock that was stopped or slowed since then lets a timer ring too early, and one rings
 * too late after an outage.
 *
 * Decision: may a decision hang on the time of the workflow task? No: a replay is told another one. The SDK keeps a task
 * alive whose local activities take longer than 8 s, and a replay runs such a task as of the last of the tasks it became
 * (`find_end_index_of_next_wft_seq` in its core; so for the length of the history, see RunLength). What was not yet due in
 * the run was due in the replay, asked for something else, and the customer stood still for good.
 *
 * Decision: how does a workflow learn that a clock goes on, goes faster or was put forward? Options: (a) every customer asks
 * again and again, (b) whoever keeps the clock tells all who run. (a) alone is late by its interval, which at high speed is
 * many business hours, or costs six events of history for each customer and second. So (b), as the signal `clockChanged`;
 * and (a) ever less often, for a pause too short to be told and for news that were lost.
 */
export class BusinessTime {
  #reading: ClockReading;
  #told: Instant;
  #stillFor = 0;

  constructor(reading: ClockReading) {
    this.#reading = reading;
    this.#told = reading.business;
  }

  get reading(): ClockReading {
    return this.#reading;
  }

  get told(): Instant {
    return this.#told;
  }

  hear(reading: ClockReading): void {
    this.#reading = reading;
    // Of two machines one is always a little behind; a clock of its own may be stopped, and is right.
    this.#told = reading.isWall ? Math.max(this.#told, reading.business) : reading.business;
    if (reading.running) this.#stillFor = 0;
  }

  /** The timer has rung that was set for this instant, or something has ended then. */
  reached(at: Instant): void {
    if (!this.isStill) this.#told = Math.max(this.#told, at);
  }

  /** The clock was changed, nobody says how: it counts as standing still until it is read. */
  doubt(): void {
    if (this.#reading.isWall) return;
    this.#reading = { ...this.#reading, running: false };
    this.#stillFor = 0;
  }

  get isStill(): boolean {
    return !this.#reading.isWall && !this.#reading.running;
  }

  /** So long to wait before a clock that stands still is looked at again: ever longer. */
  nextLook(): number {
    return Math.min(STILL_MS * 2 ** this.#stillFor++, STILL_AT_MOST_MS);
  }

  /** What is done as of `at` is on time until then. A timer that rings after an outage does not say how long that was. */
  atMost(at: Instant): Instant {
    return at + LATE_MS * this.#reading.speed;
  }

  /** The instant to set a timer for that nothing needs before `due`. */
  towards(due: Instant): Instant {
    return Math.min(due, this.#told + LONGEST_MS * this.#reading.speed);
  }

  /** Milliseconds of the wall. */
  between(from: Instant, to: Instant): number {
    return (to - from) / this.#reading.speed;
  }

  /** What the wall says then, if all goes on as it was last read. */
  wallOf(at: Instant): number {
    const { business, wall, isWall } = this.#reading;
    return isWall ? at : wall + this.between(business, at);
  }

  /** So many milliseconds to sleep. Nothing is decided by it. */
  sleepUntil(at: Instant): number {
    return this.wallOf(at) - taskTime();
  }

  /** What it is now, if all went on as it was last read. To be shown and kept; nothing is decided by it. */
  get reckoned(): Instant {
    const { business, wall, speed, running, isWall } = this.#reading;
    if (isWall) return taskTime();
    return running ? Math.floor(business + Math.max(0, taskTime() - wall) * speed) : this.#told;
  }
}
