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

  succeeded(): void {
    this.#failures = 0;
    this.#until = null;
  }
}
