import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const run = promisify(execFile);
export const root = resolve(import.meta.dirname, '../..');
/** Under node_modules, so that what is built there finds its packages, and nothing of it is ever committed. */
const place = join(root, 'node_modules', '.cache', 'tendril-tests');

/** Workflow code of an entry, bundled outside of jest; the path of the bundle. */
export async function workflowBundle(entry: string): Promise<string> {
  const output = join(place, `${entry.replaceAll('/', '-')}-${process.pid}.bundle.cjs`);
  await run(process.execPath, [join(root, 'apps/worker/bundle.mjs'), join(root, entry), output], { cwd: root });
  return output;
}

/** A TypeScript file as a program that plain node runs; its path. */
export async function program(entry: string): Promise<string> {
  const outfile = join(place, `${entry.replaceAll('/', '-')}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    conditions: ['tendril-source'],
    logLevel: 'error',
  });
  return outfile;
}
