import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/**
 * One timer, lazy: it is set anew only when it has to ring earlier. When it rings, one looks again; that nothing is due by
 * then any more is cheaper than a cancelled timer for each event.
 */
export class Alarm {
  #ringsAt: number | null = null;
  #scope: CancellationScope | null = null;

  /** How long to sleep may differ in a replay; `ringsAt`, by which one decides whether to set it anew, may not. */
  set(ringsAt: number, sleepMs: number, rings: () => void): void {
    if (this.#ringsAt !== null && this.#ringsAt <= ringsAt) return;
    this.#scope?.cancel();
    const scope = new CancellationScope();
    this.#scope = scope;
    this.#ringsAt = ringsAt;
    scope
      .run(() => sleep(Math.max(1, Math.ceil(sleepMs))))
      .then(
        () => {
          if (this.#scope !== scope) return;
          this.#scope = null;
          this.#ringsAt = null;
          rings();
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }
}
