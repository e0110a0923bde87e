import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/**
 * One timer, lazy: it is set anew only when it has to ring earlier. When it rings, one looks again; that nothing is due by
 * then any more is cheaper than a cancelled timer for each event.
 */
export class Alarm {
  #ringsAt: number | null = null;
  #scope: CancellationScope | null = null;
  #rings: (() => void) | null = null;
  hasRung = false;

  /** How long to sleep may differ in a replay; `ringsAt`, by which one decides whether to set it anew, may not. */
  set(ringsAt: number, sleepMs: number, rings: () => void): void {
    if (this.#ringsAt !== null && this.#ringsAt <= ringsAt) return;
    this.#scope?.cancel();
    const scope = new CancellationScope();
    this.#scope = scope;
    this.#ringsAt = ringsAt;
    this.#rings = rings;
    this.hasRung = false;
    scope
      .run(() => sleep(Math.max(1, Math.ceil(sleepMs))))
      .then(
        () => {
          this.hasRung ||= this.#scope === scope;
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }

  /** Like what comes into the inbox, that it has rung is heard when a turn of the loop begins. */
  hear(): void {
    if (!this.hasRung) return;
    this.hasRung = false;
    this.#ringsAt = null;
    this.#rings?.();
  }
}
