import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import type { Environment, Progress } from './running-server.ts';
import { ticking } from './ticking.ts';

/** Outside the checkout, so that a fresh clone on the same machine starts in seconds. */
export function cacheFolder(environment: Environment): string {
  return join(environment.XDG_CACHE_HOME || join(environment.HOME || homedir(), '.cache'), 'tendril');
}

/**
 * A folder of the cache, made by `make` when it is not there. Two starts at once make it once: the second waits and says
 * so. It appears under its name only when it is whole.
 */
export async function cached(options: {
  readonly environment: Environment;
  /** With the version in it. */
  readonly key: string;
  readonly make: (folder: string) => Promise<void>;
  readonly onProgress?: Progress | undefined;
}): Promise<string> {
  const cache = cacheFolder(options.environment);
  const folder = join(cache, options.key);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const stopWaiting = ticking(`Waiting for another start, which is getting ${options.key}`, options.onProgress);
  const release = await lock(folder, {
    realpath: false,
    stale: 20_000,
    update: 5_000,
    retries: { retries: 3_600, factor: 1, minTimeout: 500, maxTimeout: 500 },
  }).finally(stopWaiting);
  try {
    if (existsSync(folder)) return folder;
    const making = `${folder}.making-${process.pid}`;
    await rm(making, { recursive: true, force: true });
    await mkdir(making, { recursive: true });
    try {
      await options.make(making);
      await rename(making, folder);
    } finally {
      await rm(making, { recursive: true, force: true });
    }
    return folder;
  } finally {
    await release();
  }
}
