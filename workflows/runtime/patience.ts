import { ActivityFailure } from '@temporalio/workflow';

const FIRST_MS = 2_000;
const AT_MOST_MS = 60_000;

/** When to try again what the store did not answer: ever later, until it answers. */
export class Patience {
  #failures = 0;
  #until: number | null = null;

  /** Is it too early, at `wall`, to try again? */
  isWaiting(wall: number): boolean {
    return this.#until !== null && wall < this.#until;
  }

  get until(): number | null {
    return this.#until;
  }

  failed(wall: number): void {
    this.#until = wall + Math.min(FIRST_MS * 2 ** this.#failures++, AT_MOST_MS);
  }

  /** Nobody answered an activity: the state stays as it was, and the one timer tries again. Anything else is a fault here. */
  unanswered(error: unknown, wall: number): false {
    if (!(error instanceof ActivityFailure)) throw error;
    this.failed(wall);
    return false;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#until = null;
  }
}
