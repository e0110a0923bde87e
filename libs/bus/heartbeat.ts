/**
 * Tells the group that this member is alive while a batch takes its time. When the group answers that it is being
 * rebalanced, that is kept until somebody asks: what is in hand is finished and committed first.
 */
export class Heartbeat {
  readonly #beat: () => Promise<void>;
  readonly #timer: NodeJS.Timeout;
  #failure: { readonly error: unknown } | null = null;
  #beating = false;

  constructor(beat: () => Promise<void>, everyMs: number) {
    this.#beat = beat;
    this.#timer = setInterval(() => void this.#once(), everyMs);
  }

  /** Throws what the group has answered, for the client to rejoin. */
  throwIfLost(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #once(): Promise<void> {
    if (this.#beating || this.#failure !== null) return;
    this.#beating = true;
    try {
      await this.#beat();
    } catch (error) {
      this.#failure = { error };
    } finally {
      this.#beating = false;
    }
  }
}
