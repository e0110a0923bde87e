import { fork, type ChildProcess } from 'node:child_process';
import { cwd } from 'node:process';

export interface ProcessMemory {
  readonly rss: number;
  /** One per thread, after its garbage was collected: the main one, the workflows' one, others of the SDK. */
  readonly threads: readonly { readonly threadId: number; readonly heapUsed: number; readonly external: number }[];
}

export interface ProcessOptions {
  readonly args?: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Preloads the probe: `memory()` then answers. */
  readonly probed?: boolean;
}

/** A process that is measured; it is spoken to over its IPC channel, and its last words are kept. */
export class BenchProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | null>;
  #output = '';

  constructor(
    readonly program: string,
    { args = [], environment, probed = false }: ProcessOptions,
  ) {
    this.#child = fork(program, args, {
      cwd: cwd(),
      env: environment,
      execArgv: probed ? ['--expose-gc', '--import', `${cwd()}/test/bench/memory-probe.mjs`] : [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (bytes: Buffer) => (this.#output = (this.#output + bytes.toString()).slice(-8_000)));
    }
    this.#exited = new Promise((resolve) => this.#child.once('exit', (code) => resolve(code)));
  }

  onMessage(hear: (message: unknown) => void): void {
    this.#child.on('message', hear);
  }

  /** Rejects when the process ends first, with what it said last. */
  async whileAlive<T>(wait: Promise<T>): Promise<T> {
    const ended = this.#exited.then((code) => {
      throw new Error(`${this.program} ended with ${code}.\n${this.#output}`);
    });
    return Promise.race([wait, ended]);
  }

  async memory(): Promise<ProcessMemory> {
    const answered = new Promise<ProcessMemory>((resolve) => {
      const hear = (message: unknown): void => {
        if (typeof message !== 'object' || message === null || !('memory' in message)) return;
        this.#child.off('message', hear);
        resolve(message.memory as ProcessMemory);
      };
      this.#child.on('message', hear);
    });
    this.#child.send('memory');
    return this.whileAlive(answered);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 20_000);
    await this.#exited;
    clearTimeout(timer);
  }
}
