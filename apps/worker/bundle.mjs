// Bundles the workflow code: node apps/worker/bundle.mjs <entry> <output>
//
// Once, at build time: bundling takes seconds, and inside a jest process it fails. From TypeScript (tests) or from dist
// (production): the extension of the entry says which.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';

const [entry, output] = process.argv.slice(2);
if (entry === undefined || output === undefined) {
  console.error('Say what to bundle, and where to: node apps/worker/bundle.mjs <entry.ts|entry.js> <output.js>');
  process.exit(2);
}

const fromSource = entry.endsWith('.ts');
// Loaded once for all workflows of a worker instead of once for each: our workflow code keeps nothing in its modules but
// what follows from their text, so that customers share guards, definitions and classes and hold only their own state.
const preloadModules = [resolve(entry)];

const quiet = { trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error, log() {} };

const { code } = await bundleWorkflowCode({
  workflowsPath: resolve(entry),
  preloadModules,
  logger: quiet,
  webpackConfigHook: (config) => ({
    ...config,
    resolve: {
      ...config.resolve,
      conditionNames: [...(fromSource ? ['tendril-source'] : []), 'require', 'node', 'default'],
    },
  }),
});

mkdirSync(dirname(resolve(output)), { recursive: true });
const unfinished = `${resolve(output)}.${process.pid}`;
writeFileSync(unfinished, code);
renameSync(unfinished, resolve(output));
console.log(`${output}: ${Math.round(code.length / 1024)} KiB of workflow code.`);
