import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DataFolderBroken } from './server.error.ts';

/**
 * After a `kill -9` the file postmaster.pid stays. PostgreSQL itself believes it when any process has that number by now,
 * which in a container is nearly sure; so we look whether it is a postgres.
 */
export async function clearStalePid(dataDir: string): Promise<void> {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const [line = '', , , port = '?'] = (await readFile(file, 'utf8')).split('\n');
  const pid = Number(line);
  if (await isPostgres(pid))
    throw new DataFolderBroken(
      'PostgreSQL',
      dataDir,
      `a PostgreSQL (process ${pid}, port ${port}) is running on it`,
      'Use that one by DATABASE_URL, or end it: is Tendril started twice?',
    );
  await rm(file, { force: true });
}

async function isPostgres(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  if (/^\d+ \(.*\) Z/.test(state)) return false;
  return command === null || command.includes('postgres');
}
