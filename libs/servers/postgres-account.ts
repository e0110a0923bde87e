import { chown } from 'node:fs/promises';
import type { Environment } from './running-server.ts';
import { ToolMissing } from './server.error.ts';
import { runTool } from './tool.ts';

/** Who runs PostgreSQL. Empty: we ourselves. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
  /** Gives a file or folder to that user. */
  readonly own?: (path: string) => Promise<void>;
}

/** PostgreSQL refuses to run as root; then it runs as the user `postgres`, who is made when missing. */
export async function postgresAccount(environment: Environment): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const known = await idsOf(environment);
  if (known) return known;
  await runTool('groupadd', ['--system', 'postgres'], { environment });
  await runTool('useradd', ['--system', '-g', 'postgres', 'postgres'], { environment });
  const made = await idsOf(environment);
  if (made) return made;
  throw new ToolMissing('PostgreSQL', 'it does not run as root, and the user postgres could not be made', [
    'run Tendril as a user other than root',
    'make a user named postgres',
    'set DATABASE_URL to a server of your own',
  ]);
}

async function idsOf(environment: Environment): Promise<Account | null> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => {
      const { code, output } = await runTool('id', [flag, 'postgres'], { environment });
      return code === 0 ? Number(output.trim()) : null;
    }),
  );
  if (uid === undefined || uid === null || gid === undefined || gid === null) return null;
  return { uid, gid, own: (path) => chown(path, uid, gid) };
}
