import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/** Temporal's timers last at most some years; a customer who is not due for so long is looked at in between. */
const LONGEST_MS = 200 * 86_400_000;

/**
 * The one timer, lazy: it is re-armed only when an earlier instant appears. When it rings, one looks again; that nothing
 * is due by then any more is cheaper than a cancelled timer for each event.
 */
export class Alarm {
  #ringsAt: number | null = null;
  #scope: CancellationScope | null = null;
  hasRung = false;

  arm(wall: number, delayMs: number): void {
    const at = wall + Math.min(delayMs, LONGEST_MS);
    if (this.#ringsAt !== null && this.#ringsAt <= at) return;
    this.#scope?.cancel();
    const scope = new CancellationScope();
    this.#scope = scope;
    this.#ringsAt = at;
    scope
      .run(() => sleep(at - wall))
      .then(
        () => this.#ring(scope),
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }

  #ring(scope: CancellationScope): void {
    if (this.#scope !== scope) return;
    this.#scope = null;
    this.#ringsAt = null;
    this.hasRung = true;
  }
}
