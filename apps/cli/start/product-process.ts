import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '#config';
import type { HealthReport } from '#telemetry';
import type { Kept, Stopped } from './keep-running.ts';
import { lastWordsIn } from './last-words.ts';
import { ProcessDidNotStart } from './start.error.ts';

export interface ProductProcess {
  readonly name: 'ingest' | 'worker';
  readonly environment: Environment;
  /** Its output goes to `<logs>/<name>.log`. */
  readonly logs: string;
  /** Answers 200 when it is up. */
  readonly healthUrl: string;
}

const startMs = 90_000;

/**
 * Starts ingest or worker and waits until it is up. A process group of its own keeps the terminal's Ctrl-C from it, so
 * that it is ended in our order; a shell beside it ends it when this process is killed and can end nothing any more.
 */
export async function startProductProcess(what: ProductProcess): Promise<Kept> {
  mkdirSync(what.logs, { recursive: true });
  const logFile = join(what.logs, `${what.name}.log`);
  const log = openSync(logFile, 'a');
  const before = fstatSync(log).size;
  const main = fileURLToPath(new URL(`../../${what.name}/main.js`, import.meta.url));
  const child = spawn(process.execPath, ['--enable-source-maps', main], {
    env: { ...what.environment },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const watchdog = child.pid === undefined ? null : watchOver(child.pid);
  const exited = new Promise<Stopped>((resolve) => {
    child.once('error', (error) => resolve({ how: error.message, lastWords: '' }));
    child.once('exit', (code, signal) =>
      resolve({ how: signal ?? `exit code ${code}`, lastWords: signal === null ? lastWordsIn(logFile, before) : '' }),
    );
  });
  void exited.then(() => watchdog?.kill('SIGKILL'));
  const stop = () => stopped(child, exited);
  const over = new AbortController();
  void exited.then(() => over.abort());
  const early = await Promise.race([untilReady(what.healthUrl, over.signal), exited]);
  if (early === null) return { exited, stop };
  await stop();
  throw new ProcessDidNotStart(what.name, early.how, early.lastWords, logFile);
}

/** Null: it is. Otherwise what it still said after a while, or when the process was over. */
async function untilReady(url: string, over: AbortSignal): Promise<Stopped | null> {
  const giveUp = performance.now() + startMs;
  for (;;) {
    const report = await reportOf(url);
    if (report?.status === 'up') return null;
    if (over.aborted || performance.now() > giveUp) {
      const missing = Object.entries(report?.checks ?? {}).filter(([, { status }]) => status !== 'up');
      const words = missing.map(([name, { reason = 'does not answer' }]) => `${name}: ${reason}`);
      return { how: `not ready after ${startMs / 1_000} s`, lastWords: words.join('\n') };
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Null: it does not answer yet. */
async function reportOf(url: string): Promise<HealthReport | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return (await response.json()) as HealthReport;
  } catch {
    return null;
  }
}

async function stopped(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await exited;
  clearTimeout(force);
}

/** Reads from a pipe that only this process holds open: when it ends, whatever the way, so does the child. */
function watchOver(pid: number): ChildProcess | null {
  if (process.platform === 'win32') return null;
  const script = 'read _; kill -TERM "$1" || exit; sleep 10; kill -KILL "$1"';
  const watchdog = spawn('/bin/sh', ['-c', script, 'tendril-watchdog', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.on('error', () => undefined);
  watchdog.stdin.on('error', () => undefined);
  watchdog.unref();
  return watchdog;
}
