/** Does the same again and again, with a pause in between, until it is stopped. */
export class Rounds {
  readonly #pauseMs: number;
  readonly #round: (stopping: AbortSignal) => Promise<void>;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #going: Promise<void> = Promise.resolve();

  /** `round` must not throw; nobody would hear it. */
  constructor(pauseMs: number, round: (stopping: AbortSignal) => Promise<void>) {
    this.#pauseMs = pauseMs;
    this.#round = round;
  }

  begin(): void {
    this.#going = this.#go();
  }

  /** Resolves when the round that is under way has come to its end. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#going;
  }

  async #go(): Promise<void> {
    await this.#round(this.#stopping.signal);
    if (!this.#stopping.signal.aborted) this.#timer = setTimeout(() => this.begin(), this.#pauseMs);
  }
}
