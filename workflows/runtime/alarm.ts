import { isCancellation, sleep } from '@temporalio/workflow';

interface Timer {
  readonly ringsAt: number;
  readonly rings: () => void;
  hasRung: boolean;
}

/**
 * A lazy timer: it is set anew only when it has to ring earlier. When it rings, one looks again; that nothing is due by then
 * any more is cheaper than a cancelled timer for each event.
 *
 * One that was set for later is not cancelled: it may have rung in the run, unheard as yet, where a replay would cancel it (see
 * Inbox), and what it was set for is as a rule still to come.
 */
export class Alarm {
  #timers: readonly Timer[] = [];

  /** How long to sleep may differ in a replay; `ringsAt`, by which one decides whether to set it anew, may not. */
  set(ringsAt: number, sleepMs: number, rings: () => void): void {
    if (this.#timers.some((timer) => timer.ringsAt <= ringsAt)) return;
    const timer: Timer = { ringsAt, rings, hasRung: false };
    this.#timers = [...this.#timers, timer];
    sleep(Math.max(1, Math.ceil(sleepMs))).then(
      () => {
        timer.hasRung = true;
      },
      (error: unknown) => {
        if (!isCancellation(error)) throw error;
      },
    );
  }

  get hasRung(): boolean {
    return this.#timers.some((timer) => timer.hasRung);
  }

  /** Like what comes into the inbox, that it has rung is heard when a turn of the loop begins. */
  hear(): void {
    const rung = this.#timers.filter((timer) => timer.hasRung);
    if (rung.length === 0) return;
    this.#timers = this.#timers.filter((timer) => !timer.hasRung);
    for (const { rings } of rung) rings();
  }
}
