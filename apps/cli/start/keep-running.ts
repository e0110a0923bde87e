/** Something that runs until it ends or is stopped. */
export interface Kept {
  readonly exited: Promise<Stopped>;
  stop(): Promise<void>;
}

export interface Stopped {
  readonly how: string;
  readonly lastWords: string;
}

export interface KeepOptions {
  readonly name: string;
  readonly start: () => Promise<Kept>;
  readonly say: (line: string) => void;
  /** A pause in wall milliseconds; injected so that tests need not wait. */
  readonly pause: (ms: number) => Promise<void>;
  readonly now: () => number;
}

const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** Who has run for so long begins again with the shortest pause. */
const steadyMs = 60_000;

/** Keeps one part of the product running: what dies is started again, after pauses that double while it keeps dying. */
export class KeepRunning {
  readonly #options: KeepOptions;
  #part: Kept | null = null;
  #isStopping = false;
  #restarts = 0;
  #pauseMs = firstPauseMs;

  constructor(options: KeepOptions) {
    this.#options = options;
  }

  get restarts(): number {
    return this.#restarts;
  }

  get isUp(): boolean {
    return this.#part !== null;
  }

  /** The first start: its error is the caller's. */
  async start(): Promise<void> {
    const since = this.#options.now();
    const part = await this.#options.start();
    this.#part = part;
    void part.exited.then((stopped) => this.#gone(stopped, since));
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#part?.stop();
    this.#part = null;
  }

  async #gone(stopped: Stopped, since: number): Promise<void> {
    this.#part = null;
    if (this.#options.now() - since > steadyMs) this.#pauseMs = firstPauseMs;
    let fact = `ended (${stopped.how})${said(stopped.lastWords)}`;
    while (!this.#isStopping) {
      const { name, say, pause } = this.#options;
      say(`${name} ${fact}. It is started again in ${this.#pauseMs / 1_000} s.`);
      await pause(this.#pauseMs);
      this.#pauseMs = Math.min(longestPauseMs, this.#pauseMs * 2);
      if (this.#isStopping) return;
      this.#restarts++;
      try {
        await this.start();
        if (this.#isStopping) await this.stop();
        else say(`${name} is up again.`);
        return;
      } catch (error) {
        fact = `did not come up${said(error instanceof Error ? error.message : String(error))}`;
      }
    }
  }
}

function said(words: string): string {
  return words === '' ? '' : `: ${words.replace(/\.$/, '')}`;
}
