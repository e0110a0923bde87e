import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backtest, parseMapping } from '#rehearsal';
import type { BacktestReport } from '#rehearsal';
import { loadCatalogue } from '../../apps/cli/load-catalogue.ts';
import { loadPolicy } from '../../apps/cli/load-policy.ts';

/** Catalogue and mapping of an example over a log, as `tendril backtest` runs them. */
export async function runExample(
  example: string,
  file: string,
  policy?: string,
  change: object = {},
  catalogue = 'catalogue.ts',
): Promise<BacktestReport> {
  const folder = join(import.meta.dirname, example);
  const where = join(folder, 'mapping.json');
  const mapping = parseMapping({ ...(JSON.parse(readFileSync(where, 'utf8')) as object), ...change }, where);
  return backtest({
    catalogue: await loadCatalogue(join(folder, catalogue)),
    policy: await loadPolicy(policy ?? mapping.policy ?? null, [folder]),
    mapping,
    file,
  });
}
