// `npm start` in a fresh clone: installs, generates and builds what is missing or older than its source, then runs
// `tendril start`. Plain Node and no dependency, because it runs before there are any.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', '..');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Tendril needs Node 20.19 or newer, and this is ${process.versions.node}. Install a newer one from nodejs.org.`);
}

const builtMark = join(root, 'dist', '.built');
// Prisma's generator asks for an engine that it never runs; any executable keeps it from downloading one.
const quiet = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };

if (isOlder(join(root, 'node_modules', '.package-lock.json'), newestOf(['package-lock.json']))) {
  await step('Installing packages (a minute or two, the first time only)', npm(), ['ci', '--no-audit', '--no-fund']);
}
if (
  isOlder(
    builtMark,
    newestOf(['package.json', 'tsconfig.json', 'tsconfig.build.json', 'prisma', 'apps', 'libs', 'workflows']),
  )
) {
  await step('Generating the database client', npm(), ['run', '--silent', 'generate']);
  await step('Building (about half a minute)', npm(), ['run', '--silent', 'build']);
  writeFileSync(builtMark, '');
  utimesSync(builtMark, new Date(), new Date());
}
process.exitCode = await run(
  process.execPath,
  ['dist/apps/cli/main.js', 'start', ...process.argv.slice(2)],
  process.env,
);

/** One step with its name on the screen, and its output only when it fails. */
async function step(title, command, args) {
  const since = Date.now();
  const tick = () => process.stderr.write(`\r${title}: ${Math.round((Date.now() - since) / 1000)} s `);
  const ticking = process.stderr.isTTY ? setInterval(tick, 1000) : undefined;
  process.stderr.write(`${title} … `);
  let words = '';
  const code = await run(command, args, quiet, (chunk) => (words = `${words}${chunk}`.slice(-20_000)));
  clearInterval(ticking);
  process.stderr.write(
    code === 0
      ? `${process.stderr.isTTY ? '\r' : ''}${title}: done in ${Math.round((Date.now() - since) / 1000)} s.\n`
      : '\n',
  );
  if (code === 0) return;
  process.stderr.write(`${words}\n`);
  if (/ENOSPC|no space left/i.test(words)) fail('The disk is full. Free some space, then `npm start` again.');
  if (/EACCES|EPERM/.test(words))
    fail(`This user may not write to ${root}. Give it the folder, then \`npm start\` again.`);
  if (/ENOTFOUND|ENOTCACHED|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|network/i.test(words)) {
    fail(
      'The package registry cannot be reached. Check the network (or npm’s registry setting), then `npm start` again.',
    );
  }
  fail(`${title} failed; what it said stands above.`);
}

/** Ctrl-C reaches the child by itself, as it is in the terminal's group; here it is only outlived. */
function run(command, args, env, hear) {
  const child = spawn(command, args, {
    cwd: root,
    env,
    stdio: hear === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const outlive = () => undefined;
  const pass = (signal) => void child.kill(signal);
  process.on('SIGINT', outlive);
  process.on('SIGTERM', pass);
  process.on('SIGHUP', pass);
  return new Promise((resolve) => {
    const end = (code) => {
      process.off('SIGINT', outlive);
      process.off('SIGTERM', pass);
      process.off('SIGHUP', pass);
      resolve(code);
    };
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      end(127);
    });
    child.once('exit', (code, signal) => end(signal === null ? (code ?? 1) : 130));
  });
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}

/** When the newest of these files, or of the sources in these folders, was written. */
function newestOf(paths) {
  return Math.max(0, ...paths.map((path) => newestIn(join(root, path))));
}

function newestIn(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(
    0,
    ...readdirSync(path)
      .filter((name) => name !== 'generated' && !/[.](spec|test)[.]ts$/.test(name))
      .map((name) => newestIn(join(path, name))),
  );
}

function isOlder(mark, than) {
  return !existsSync(mark) || statSync(mark).mtimeMs < than;
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
