import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '#servers';
import { environment as given } from '../harness/index.ts';

export const root = join(import.meta.dirname, '../..');
export const apiKey = 'key-of-the-test';

/** Ingest as it runs in production: a process, spoken to from outside. */
export class IngestProcess {
  readonly #child: ChildProcess;
  readonly exited: Promise<number | null>;
  output = '';

  private constructor(
    readonly url: string,
    environment: NodeJS.ProcessEnv,
  ) {
    this.#child = spawn(process.execPath, ['dist/apps/ingest/main.js'], { cwd: root, env: environment });
    this.#child.stdout?.on('data', (text: Buffer) => (this.output += text.toString()));
    this.#child.stderr?.on('data', (text: Buffer) => (this.output += text.toString()));
    this.exited = new Promise((resolve) => this.#child.once('exit', (code) => resolve(code)));
  }

  /** Returns when it is ready. */
  static async start(environment: Readonly<Record<string, string>>): Promise<IngestProcess> {
    const ingest = await IngestProcess.spawn(environment);
    const ready = eventually(
      async () => (await fetch(`${ingest.url}/health/ready`)).status === 200,
      () => ingest.output,
    );
    const died = ingest.exited.then((code) => {
      throw new Error(`Ingest ended with ${code} before it was ready.\n${ingest.output.slice(-4_000)}`);
    });
    await Promise.race([ready, died]);
    return ingest;
  }

  static async spawn(environment: Readonly<Record<string, string>>): Promise<IngestProcess> {
    const port = await freePort();
    return new IngestProcess(`http://127.0.0.1:${port}`, {
      PATH: given['PATH'],
      TENDRIL_ENV: 'test',
      TENDRIL_API_KEYS: apiKey,
      HTTP_PORT: String(port),
      LOG_LEVEL: 'info',
      ...environment,
    });
  }

  post(path: string, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const sent = { 'content-type': 'application/json', 'x-api-key': apiKey, ...headers };
    return fetch(`${this.url}${path}`, { method: 'POST', body, headers: sent });
  }

  /** Answers the exit code. */
  stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    this.#child.kill(signal);
    return this.exited;
  }
}

/** Patience instead of sleeps: asks again and again until it is so. */
export async function eventually(
  isSo: () => Promise<boolean>,
  otherwise: () => string,
  patienceMs = 150_000,
): Promise<void> {
  const until = performance.now() + patienceMs;
  for (;;) {
    if (await isSo().catch(() => false)) return;
    if (performance.now() > until) throw new Error(`It did not come to be.\n${otherwise().slice(-4_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
