import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * jest's globalSetup: opens the harness, which starts real servers when a test first asks for them. Node reads no
 * TypeScript with our import names by itself, so the harness is bundled first, which takes a moment only.
 */
export default async function setup() {
  const root = join(import.meta.dirname, '..', '..');
  const folder = join(root, 'node_modules', '.cache', `tendril-harness-${process.pid}`);
  await mkdir(folder, { recursive: true });
  try {
    const outfile = join(folder, 'harness.mjs');
    await build({
      entryPoints: [join(import.meta.dirname, 'harness-server.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      conditions: ['tendril-source'],
      logLevel: 'error',
    });
    const { openHarness } = await import(pathToFileURL(outfile).href);
    const harness = await openHarness(process.env);
    globalThis.tendrilHarness = harness;
    // jest's workers are started after this and inherit it.
    process.env.TENDRIL_HARNESS = harness.url;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
