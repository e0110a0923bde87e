// `npm run bench`: builds the product, bundles the bench (Node reads no TypeScript with our import names) and runs it.
// Options go on to it: --quick, --only c,f, --help.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');
const given = process.argv.slice(2).filter((word) => word !== '--built');
const outdir = join(root, 'node_modules', '.cache', `tendril-bench-${process.pid}`);

function step(args, env = {}) {
  const { status, signal } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (signal !== null) process.exit(130);
  return status ?? 1;
}

function productBuilt() {
  return (
    step(['prisma/generate.mjs', '--quiet']) === 0 &&
    step(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']) === 0 &&
    step(['apps/worker/bundle.mjs', 'dist/workflows/bundle.js', 'dist/workflow-bundle.js']) === 0
  );
}

function made() {
  if (given.includes('--help')) return true;
  console.error('Building …');
  return (
    (process.argv.includes('--built') || productBuilt()) &&
    step(['apps/worker/bundle.mjs', 'test/bench/raw.workflow.ts', join(outdir, 'raw-workflow.cjs')]) === 0
  );
}

// Ctrl-C reaches the bench too, which ends its servers; this process waits for it.
process.on('SIGINT', () => undefined);
mkdirSync(outdir, { recursive: true });
try {
  if (!made()) {
    console.error('The build failed, so nothing was measured.');
    process.exitCode = 1;
  } else {
    await build({
      entryPoints: { bench: 'test/bench/bench.ts', 'raw-worker': 'test/bench/raw.worker.ts' },
      absWorkingDir: root,
      outdir,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      alias: { tendril: join(root, 'libs/authoring/index.ts') },
      conditions: ['tendril-source'],
      logLevel: 'error',
    });
    process.exitCode = step(['--expose-gc', join(outdir, 'bench.mjs'), ...given]);
  }
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
