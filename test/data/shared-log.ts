import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { environment } from '#config';

/** The folder of real logs: TENDRIL_SHARED, else beside the repository. */
const shared = environment()['TENDRIL_SHARED'] ?? join(import.meta.dirname, '../../../shared');

interface SharedLog {
  readonly file: string;
  /**
   * Skips, said aloud, where the folder is not: the logs are read from where they lie and never copied into the project, so
   * a clone alone has none. What these tests show of real logs, others show of made-up ones.
   */
  readonly describe: typeof describe;
}

export function sharedLog(name: string): SharedLog {
  const file = join(shared, 'data', name);
  if (existsSync(file)) return { file, describe };
  process.stderr.write(`Not run: ${name} is not in ${shared}. Set TENDRIL_SHARED to the folder that holds data/.\n`);
  return { file, describe: describe.skip as typeof describe };
}
