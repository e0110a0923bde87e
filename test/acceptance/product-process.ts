import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { environment } from '../harness/index.ts';
import { eventually } from '../temporal/patience.ts';

export const root = join(import.meta.dirname, '../..');

/** One process of the product, as it runs in production: started from dist, spoken to from outside, killed at will. */
export class ProductProcess {
  #child: ChildProcess | null = null;
  #output = '';

  constructor(
    private readonly name: 'ingest' | 'worker',
    private readonly settings: Readonly<Record<string, string>>,
    private readonly url: string,
  ) {}

  /** Returns when it says that it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [`dist/apps/${this.name}/main.js`], {
      cwd: root,
      env: { PATH: environment['PATH'], ...this.settings },
    });
    this.#child = child;
    const keep = (text: Buffer) => (this.#output = (this.#output + text.toString()).slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    await this.ready();
  }

  /** One that has ended is told apart from one that takes its time. */
  async ready(): Promise<void> {
    await eventually(
      async () => {
        if (!this.isUp) throw new Error(`${this.name} has ended.\n${this.#output.slice(-4_000)}`);
        return this.#health();
      },
      (answer) => answer === 'ready',
      { what: `${this.name} to be ready`, within: 120_000 },
    );
  }

  async #health(): Promise<string> {
    try {
      const response = await fetch(`${this.url}/health/ready`);
      return response.ok ? 'ready' : await response.text();
    } catch {
      return 'no answer';
    }
  }

  async metrics(): Promise<string> {
    return (await fetch(`${this.url}/metrics`)).text();
  }

  get isUp(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get output(): string {
    return this.#output;
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (child === null || !this.isUp) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
}
