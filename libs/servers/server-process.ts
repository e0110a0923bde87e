import { spawn, type ChildProcess } from 'node:child_process';
import type { Environment, RunningServer, ServerExit } from './running-server.ts';
import { DiskFull, PortTaken, ServerDidNotStart } from './server.error.ts';

export interface ServerToSpawn {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Environment;
  readonly port: number;
  readonly dataDir: string;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** The signal it takes as "end in good order". */
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  /** A line of its output that says that it is up. */
  readonly ready?: RegExp;
  /** Or: a question to it, asked until it answers. */
  readonly answers?: () => Promise<void>;
  readonly startTimeoutMs: number;
}

/**
 * Starts a server and waits until it is up. It runs in a process group of its own, so that Ctrl-C ends it in our order and
 * not in the terminal's, and beside it runs a shell that ends it when this process is gone.
 * Thrown: `ServerDidNotStart`, `PortTaken`, `DiskFull`.
 */
export async function startServer(server: ServerToSpawn): Promise<RunningServer> {
  const child = spawn(server.command, [...server.args], {
    env: { ...server.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    ...(server.cwd === undefined ? {} : { cwd: server.cwd }),
    ...(server.uid === undefined ? {} : { uid: server.uid }),
    ...(server.gid === undefined ? {} : { gid: server.gid }),
  });
  let words = '';
  let heard: () => void = () => {};
  const hear = (chunk: Buffer) => {
    words = `${words}${chunk.toString()}`.slice(-8_000);
    heard();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const exited = new Promise<ServerExit>((resolve) => {
    child.once('error', (thrown) => resolve({ code: null, signal: null, lastWords: thrown.message }));
    child.once('close', (code, signal) => resolve({ code, signal, lastWords: words.trim() }));
  });
  const watchdog = child.pid === undefined ? null : watchOver(child.pid, server.stopSignal);
  void exited.then(() => watchdog?.kill('SIGKILL'));
  const stop = () => stopChild(child, exited, server.stopSignal);

  const up = new Promise<void>((resolve) => {
    if (server.ready === undefined) return;
    const ready = server.ready;
    heard = () => {
      if (!ready.test(words)) return;
      heard = () => {};
      resolve();
    };
  });
  const outcome = await firstOf(server, up, exited);
  if (outcome.kind === 'up') {
    child.unref();
    return { pid: child.pid ?? null, port: server.port, exited, stop };
  }
  await stop();
  const lastWords = words.trim().split('\n').slice(-15).join('\n');
  if (/ENOSPC|No space left on device|database or disk is full/i.test(words))
    throw new DiskFull(server.name, server.dataDir);
  if (/EADDRINUSE|Address already in use|address already in use/.test(words))
    throw new PortTaken(server.name, server.port);
  throw new ServerDidNotStart(server.name, outcome.reason, lastWords || outcome.lastWords, outcome.endedItself);
}

type Outcome = { kind: 'up' } | { kind: 'not up'; reason: string; lastWords: string; endedItself: boolean };

async function firstOf(server: ServerToSpawn, up: Promise<void>, exited: Promise<ServerExit>): Promise<Outcome> {
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => {
      const reason = `it was not up after ${server.startTimeoutMs / 1_000} s`;
      resolve({ kind: 'not up', reason, lastWords: '', endedItself: false });
    }, server.startTimeoutMs);
  });
  const gone = exited.then(({ code, signal, lastWords }): Outcome => {
    const reason = `it ended with ${signal ?? `code ${code ?? '?'}`}`;
    return { kind: 'not up', reason, lastWords, endedItself: signal === null || signal === 'SIGABRT' };
  });
  const answering = (async (): Promise<Outcome> => {
    const { answers } = server;
    if (answers === undefined) await up;
    else while (!over && !(await succeeds(answers))) await new Promise((resolve) => setTimeout(resolve, 100));
    return { kind: 'up' };
  })();
  const outcome = await Promise.race([answering, gone, late]);
  over = true;
  clearTimeout(timer);
  return outcome;
}

async function succeeds(question: () => Promise<void>): Promise<boolean> {
  return question().then(
    () => true,
    () => false,
  );
}

async function stopChild(
  child: ChildProcess,
  exited: Promise<ServerExit>,
  signal: 'SIGINT' | 'SIGTERM',
): Promise<void> {
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await exited;
  clearTimeout(timer);
}

/**
 * A shell that reads from a pipe of ours: the pipe ends with this process, however that one ends, and then the shell ends
 * the server. Windows has no such shell; there a server outlives a killed parent, and the next start says so.
 */
function watchOver(pid: number, signal: 'SIGINT' | 'SIGTERM'): ChildProcess | null {
  if (process.platform === 'win32') return null;
  const script =
    'read _; kill -s "$2" "$1" || exit; for i in 1 2 3 4 5 6 7 8 9 10; do sleep 1; kill -0 "$1" || exit; done; kill -s KILL "$1"';
  const watchdog = spawn('/bin/sh', ['-c', script, 'tendril-watchdog', String(pid), signal.slice(3)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.on('error', () => {});
  watchdog.stdin.on('error', () => {});
  watchdog.unref();
  return watchdog;
}
