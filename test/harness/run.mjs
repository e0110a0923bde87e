import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// `npm test`: generates, builds (product processes run from dist), runs all jest projects, and ends with one plain line that
// any machine can read. `--long` adds what takes long. Other arguments go to jest.
const root = join(import.meta.dirname, '..', '..');
const given = process.argv.slice(2).filter((argument) => argument !== '--long');
const scratch = await mkdtemp(join(tmpdir(), 'tendril-run-'));
const report = join(scratch, 'report.json');
const notes = join(scratch, 'notes.txt');

/** @param {string[]} args @param {Record<string, string>} [environment] */
function node(args, environment = {}) {
  const env = { ...process.env, ...environment };
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  return status ?? 1;
}

function end(code, passed, failed, skipped) {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = code;
}

async function run() {
  const made =
    node(['prisma/generate.mjs', '--quiet']) === 0 &&
    node(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']) === 0 &&
    node(['apps/worker/bundle.mjs', 'dist/workflows/bundle.js', 'dist/workflow-bundle.js']) === 0;
  if (!made) {
    console.log('The build failed, so no test was run.');
    return end(1, 0, 1, 0);
  }
  const flags = ['--json', `--outputFile=${report}`, '--testLocationInResults=false', ...given];
  const status = node(['node_modules/jest/bin/jest.js', ...flags], {
    NODE_OPTIONS:
      `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim(),
    TENDRIL_HARNESS_NOTES: notes,
    ...(process.argv.includes('--long') ? { TENDRIL_LONG: 'true' } : {}),
  });
  if (!existsSync(report)) {
    console.log('jest ended without a report.');
    return end(1, 0, 1, 0);
  }
  const result = JSON.parse(await readFile(report, 'utf8'));
  if (existsSync(notes)) console.log(`\n${(await readFile(notes, 'utf8')).trim()}`);
  // A file that cannot be run at all has no failed test of its own.
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return end(
    status === 0 && failed === 0 ? 0 : 1,
    result.numPassedTests,
    failed,
    result.numPendingTests + result.numTodoTests,
  );
}

await run();
await rm(scratch, { recursive: true, force: true });
