import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { portFor } from './free-port.ts';
import { postgresAccount, type Account } from './postgres-account.ts';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { clearStalePid } from './postgres-pid.ts';
import type { RunningServer, ServerOptions } from './running-server.ts';
import { isOfTheFolder } from './broken-folder.ts';
import { DataFolderBroken, DiskFull, ServerDidNotStart } from './server.error.ts';
import { startServer } from './server-process.ts';
import { runTool } from './tool.ts';

export interface RunningPostgres extends RunningServer {
  /** Of the database `tendril`, which is there. */
  readonly url: string;
}

const name = 'PostgreSQL';

/**
 * PostgreSQL from npm's binaries, on 127.0.0.1. Made at the first start; afterwards up in well under a second, after a
 * `kill -9` too. `durable: false` is for tests: it survives the death of the process, not that of the machine.
 */
export async function postgres(options: ServerOptions & { readonly durable?: boolean }): Promise<RunningPostgres> {
  const binaries = await postgresBinaries();
  const account = await postgresAccount(options.environment);
  const port = await portFor(name, options.port);
  await prepareFolder(options, binaries, account);
  const password = (await readFile(passwordFile(options.dataDir), 'utf8')).trim();
  if (password === '') throw new DataFolderBroken(name, options.dataDir, 'the file with its password is empty', wayOut);
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=300', 'lc_messages=C'];
  if (options.durable === false) settings.push('fsync=off', 'full_page_writes=off');
  const spawned = {
    name,
    command: binaries.postgres,
    args: ['-D', options.dataDir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    environment: options.environment,
    port,
    dataDir: options.dataDir,
    ...account,
    stopSignal: 'SIGINT' as const,
    ready: /database system is ready to accept connections/,
    startTimeoutMs: 120_000,
  };
  const urlOf = (database: string) => `postgresql://tendril:${password}@127.0.0.1:${port}/${database}`;
  const server = await orBroken(options.dataDir, () => startAfterOrphans(() => startServer(spawned)));
  try {
    await orBroken(options.dataDir, () => ensureDatabase(urlOf('postgres'), 'tendril'));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ...server, url: urlOf('tendril') };
}

const wayOut = 'Move it away to begin with an empty one, or name another with TENDRIL_HOME.';

/** The folder looked right, so what the server or the database in it complains of is what lies in it. */
async function orBroken<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isOfTheFolder(error)) throw error;
    const words = error instanceof ServerDidNotStart ? (error.lastWords.split('\n').at(-1) ?? '') : error.message;
    throw new DataFolderBroken(
      name,
      dataDir,
      `PostgreSQL says "${words}"`,
      `${wayOut} A copy of yours, put back, will do as well.`,
    );
  }
}

/** Backends of a killed server hold its memory until they notice, a moment later. */
async function startAfterOrphans(start: () => Promise<RunningServer>): Promise<RunningServer> {
  for (let tries = 1; ; tries++) {
    try {
      return await start();
    } catch (thrown) {
      const orphans =
        thrown instanceof ServerDidNotStart && /shared memory block .* still in use/.test(thrown.lastWords);
      if (!orphans || tries === 20) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function prepareFolder(options: ServerOptions, binaries: PostgresBinaries, account: Account): Promise<void> {
  const { dataDir } = options;
  const entries = existsSync(dataDir) ? await readdir(dataDir) : [];
  if (entries.length === 0) return initialise(options, binaries, account);
  if (!entries.includes('PG_VERSION') || !existsSync(passwordFile(dataDir)))
    throw new DataFolderBroken(name, dataDir, 'it is not a folder that Tendril has made for PostgreSQL', wayOut);
  const major = (await readFile(join(dataDir, 'PG_VERSION'), 'utf8')).trim();
  if (major !== String(binaries.major))
    throw new DataFolderBroken(
      name,
      dataDir,
      `it was made by PostgreSQL ${major}, this one is ${binaries.major}`,
      `${wayOut} To keep the data, run the version of Tendril that made it, and pg_dump.`,
    );
  await clearStalePid(dataDir);
}

/** Made beside its place and moved into it when whole: a start that was interrupted leaves nothing half made. */
async function initialise(options: ServerOptions, binaries: PostgresBinaries, account: Account): Promise<void> {
  const { dataDir, environment, onProgress } = options;
  const parent = dirname(dataDir);
  await mkdir(parent, { recursive: true });
  const making = `${dataDir}.making-${process.pid}`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  const secrets = await mkdtemp(join(tmpdir(), 'tendril-pg-'));
  try {
    const password = randomBytes(18).toString('hex');
    const file = join(secrets, 'password');
    await writeFile(file, `${password}\n`, { mode: 0o600 });
    await account.own?.(making);
    await account.own?.(secrets);
    await account.own?.(file);
    const { code, output } = await runTool(
      binaries.initdb,
      [
        `--pgdata=${making}`,
        '--auth=scram-sha-256',
        '--username=tendril',
        `--pwfile=${file}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { environment, doing: 'PostgreSQL makes its data folder', onProgress, ...account },
    );
    if (code !== 0) throw initFailed(dataDir, output);
    await writeFile(passwordFile(making), `${password}\n`, { mode: 0o600 });
    await rm(dataDir, { recursive: true, force: true });
    await rename(making, dataDir);
    await chmod(dataDir, 0o700);
  } finally {
    await rm(secrets, { recursive: true, force: true });
    await rm(making, { recursive: true, force: true });
  }
}

function initFailed(dataDir: string, output: string): Error {
  if (/No space left on device/.test(output)) return new DiskFull(name, dataDir);
  if (/Permission denied/.test(output))
    return new DataFolderBroken(
      name,
      dataDir,
      'PostgreSQL may not write there (it never runs as root, but as the user postgres)',
      'Put it where that user may go, or run as a user other than root.',
    );
  return new ServerDidNotStart(name, 'initdb failed', output.trim().split('\n').slice(-15).join('\n'), true);
}

function passwordFile(dataDir: string): string {
  return join(dataDir, 'tendril-password');
}

async function ensureDatabase(url: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
