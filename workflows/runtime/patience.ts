import { TemporalFailure } from '@temporalio/workflow';

const FIRST_MS = 2_000;
const AT_MOST_MS = 60_000;

/** When to try again what the store did not answer: ever later, until it answers. */
export class Patience {
  #failures = 0;
  #isWaiting = false;

  /** Is it too early to try again? */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** In milliseconds, after the last failure. */
  get pause(): number {
    return Math.min(FIRST_MS * 2 ** (this.#failures - 1), AT_MOST_MS);
  }

  hasWaited(): void {
    this.#isWaiting = false;
  }

  /**
   * Nobody answered an activity: the state stays as it was, and it is tried again after a pause. Anything else is a fault here.
   *
   * Of a local activity that ran out of time a replay is told otherwise than the run was: the SDK wraps the time-out into an
   * `ActivityFailure` in the run, and hands it over bare where it comes from the history. So any failure of Temporal's is meant.
   */
  unanswered(error: unknown): false {
    if (!(error instanceof TemporalFailure)) throw error;
    this.#failures += 1;
    this.#isWaiting = true;
    return false;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#isWaiting = false;
  }
}
