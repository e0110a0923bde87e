import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { WorkerArguments } from './worker-process.ts';

/** A worker in a process of its own, which may be killed in the middle of anything. */
export class KillableWorker {
  readonly #program: string;
  readonly #given: WorkerArguments;
  #process: ChildProcess | null = null;

  constructor(program: string, given: WorkerArguments) {
    this.#program = program;
    this.#given = given;
  }

  /** Returns when it takes work. */
  async start(): Promise<void> {
    const worker = spawn(process.execPath, [this.#program, JSON.stringify(this.#given)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#process = worker;
    const ended = once(worker, 'exit').then(() => Promise.reject(new Error('The worker ended before it was ready.')));
    await Promise.race([once(worker.stdout, 'data'), ended]);
    ended.catch(() => undefined);
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const worker = this.#process;
    this.#process = null;
    if (worker === null || worker.exitCode !== null || worker.signalCode !== null) return;
    const ended = once(worker, 'exit');
    worker.kill(signal);
    await ended;
  }
}
