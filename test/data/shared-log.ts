import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from '#config';

/** The folder of real logs: TENDRIL_SHARED, else beside the repository. */
const shared = environment()['TENDRIL_SHARED'] ?? join(import.meta.dirname, '../../../shared');

/** The log, or null, said aloud, where the folder is not. */
export function sharedLog(name: string): string | null {
  const file = join(shared, 'data', name);
  if (existsSync(file)) return file;
  process.stderr.write(`Not run: ${name} is not in ${shared}. Set TENDRIL_SHARED to the folder that holds data/.\n`);
  return null;
}
