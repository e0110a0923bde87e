import { linkSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '#config';
import { AlreadyRunning, FolderNotWritable } from './start.error.ts';

const touchEveryMs = 2_000;
/** A number of a process may be another's by now, after a reboot nearly surely: who lives touches the file as well. */
const silentMs = 15_000;

/**
 * Claims the data folder for this process, from before anything is started: two starts at once would make two of
 * everything. Answers what gives it back. Thrown: `AlreadyRunning`, `FolderNotWritable`.
 */
export function claimFolder(home: string): () => void {
  const file = join(home, 'start.pid');
  const own = `${file}.${process.pid}`;
  try {
    mkdirSync(home, { recursive: true });
    writeFileSync(own, String(process.pid));
  } catch (error) {
    throw new FolderNotWritable(home, reasonOf(error));
  }
  try {
    while (!appears(own, file)) {
      const holder = holderOf(file);
      if (holder !== null) throw new AlreadyRunning(holder, home);
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
  const touching = setInterval(() => touch(file), touchEveryMs);
  touching.unref();
  return () => {
    clearInterval(touching);
    rmSync(file, { force: true });
  };
}

/** With its content at once, so that nobody reads an empty one; false: there is one. */
function appears(whole: string, name: string): boolean {
  try {
    linkSync(whole, name);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new FolderNotWritable(name, reasonOf(error));
  }
}

/** Null: whoever claimed it is gone. */
function holderOf(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    const isSilent = Date.now() - statSync(file).mtimeMs > silentMs;
    return isSilent || !isAlive(pid) ? null : pid;
  } catch {
    return null;
  }
}

function touch(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Somebody has removed the folder under us; the servers in it will say so.
  }
}

function reasonOf(error: unknown): string {
  return codeOf(error) === 'ENOSPC' ? 'the disk is full' : (error as Error).message;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
}
