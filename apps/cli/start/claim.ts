import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '#config';
import { AlreadyRunning, FolderNotWritable } from './start.error.ts';

const touchEveryMs = 2_000;
/** A number of a process may be another's by now, after a reboot nearly surely: who lives touches the mark as well. */
const silentMs = 15_000;

/**
 * Claims the data folder for this process, from before anything is started: two starts at once would make two of
 * everything. Answers what gives it back. Thrown: `AlreadyRunning`, `FolderNotWritable`.
 *
 * Decision: how is the claim of a dead start taken over? Options: (a) find it stale, remove it, make one's own, as
 * proper-lockfile does; (b) a folder with the holder's mark in it. With (a) two who find the same one stale both take it: the
 * slower removes what the faster has just made. So (b): a folder with its mark in it is put in place by one rename, which the
 * system refuses while anybody's mark is in the folder that is there; and a dead one's mark is removed by its own name, so
 * never another's.
 */
export function claimFolder(home: string): () => void {
  const claim = join(home, 'start.claim');
  const mark = `${process.pid}-${randomBytes(4).toString('hex')}`;
  const own = `${claim}.${mark}`;
  try {
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, mark), '');
  } catch (error) {
    throw new FolderNotWritable(home, reasonOf(error));
  }
  try {
    while (!appears(own, claim)) removeTheDead(claim, home);
  } catch (error) {
    throw error instanceof AlreadyRunning ? error : new FolderNotWritable(home, reasonOf(error));
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
  const touching = setInterval(() => touch(join(claim, mark)), touchEveryMs);
  touching.unref();
  return () => {
    clearInterval(touching);
    rmSync(join(claim, mark), { force: true });
    removeEmpty(claim);
  };
}

/** False: there is one. */
function appears(own: string, claim: string): boolean {
  try {
    renameSync(own, claim);
    return true;
  } catch (error) {
    const code = codeOf(error);
    // Windows says EPERM of any folder that is there.
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || (code === 'EPERM' && existsSync(claim))) return false;
    throw error;
  }
}

/** Thrown: `AlreadyRunning`, where a mark is of somebody who lives. */
function removeTheDead(claim: string, home: string): void {
  for (const mark of marksIn(claim)) {
    const pid = Number.parseInt(mark, 10);
    if (isAlive(pid) && !isSilent(join(claim, mark))) throw new AlreadyRunning(pid, home);
    rmSync(join(claim, mark), { force: true });
  }
  removeEmpty(claim);
}

function removeEmpty(claim: string): void {
  try {
    rmdirSync(claim);
  } catch {
    // It is gone already, or by now it has somebody's mark in it, who keeps it.
  }
}

function marksIn(claim: string): readonly string[] {
  try {
    return readdirSync(claim);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function isSilent(mark: string): boolean {
  const touched = statSync(mark, { throwIfNoEntry: false });
  return touched === undefined || Date.now() - touched.mtimeMs > silentMs;
}

function touch(mark: string): void {
  const now = new Date();
  try {
    utimesSync(mark, now, now);
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
