// `npm run policy:cases -- <file>`: puts a file of cases to the policy as it is in the sources.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Which cases? Say: npm run policy:cases -- <file.json>');
  process.exit(2);
}
let cases;
try {
  cases = JSON.parse(await readFile(resolve(process.env.INIT_CWD ?? '.', file), 'utf8'));
} catch (error) {
  console.error(`${file} cannot be read as cases: ${error.message}`);
  process.exit(2);
}

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('cases.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'cjs',
  platform: 'node',
  conditions: ['tendril-source'],
});
const bundled = { exports: {} };
new Function('module', 'exports', 'require', outputFiles[0].text)(
  bundled,
  bundled.exports,
  createRequire(import.meta.url),
);

let touches = 0;
let wrong = 0;
const wrongCases = new Set();
for (const given of cases) {
  touches += given.touches.length;
  for (const { touch, title, expected, got } of bundled.exports.differencesOf(given)) {
    wrong += 1;
    wrongCases.add(given.id);
    console.log(`${touch}: ${title}\n  expected ${expected}\n  got      ${got}`);
  }
}
console.log(
  `${cases.length - wrongCases.size} of ${cases.length} cases pass (${touches - wrong} of ${touches} touches).`,
);
process.exit(wrong > 0 ? 1 : 0);
