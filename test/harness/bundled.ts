import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** A TypeScript program of the tests as one file that plain Node runs: its path. */
export async function bundled(entry: string): Promise<string> {
  const root = join(import.meta.dirname, '..', '..');
  const folder = join(root, 'node_modules', '.cache', 'tendril-programs');
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, `${entry.replaceAll(/[^a-z0-9]+/gi, '-')}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    conditions: ['tendril-source'],
    logLevel: 'error',
  });
  return outfile;
}
