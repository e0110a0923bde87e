import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { storeErrorOf } from './database-error.ts';
import { MigrationFailed, StoreUnavailable } from './store-error.ts';

/**
 * Brings a database to this version's shape; a database that has it already is left alone. Two processes that start at
 * once take turns. Thrown: `StoreUnavailable`, `MigrationFailed`.
 *
 * Decision: how do migrations apply where nothing can be downloaded? Options: (a) `prisma migrate deploy`, which fetches
 * an engine, (b) a runner of our own over the SQL files, (c) the engine as WebAssembly, which Prisma ships on npm and
 * uses itself. (b) would keep books of its own; (c) writes the same `_prisma_migrations` as (a), so both can be used.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const lock = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  lock.on('error', () => {});
  try {
    await lock.connect();
    await lock.query('SELECT pg_advisory_lock(7365776, 0)');
    await applyMigrations(databaseUrl);
  } catch (thrown) {
    const known = storeErrorOf(thrown);
    if (known instanceof StoreUnavailable) throw known;
    throw new MigrationFailed(thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
  } finally {
    await lock.end().catch(() => {});
  }
}

async function applyMigrations(databaseUrl: string): Promise<void> {
  const home = prismaHome();
  const folder = join(home, 'migrations');
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((it) => it.name);
  await startEngine();
  const scripts = new WholeScripts(databaseUrl);
  const schema = join(home, 'schema.prisma');
  const migrator = await engine.SchemaEngine.new(
    { datamodels: [[schema, await readFile(schema, 'utf8')]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(scripts),
  );
  try {
    await migrator.applyMigrations({
      migrationsList: {
        baseDir: folder,
        lockfile: { path: 'migration_lock.toml', content: await readFile(join(folder, 'migration_lock.toml'), 'utf8') },
        shadowDbInitScript: '',
        migrationDirectories: await Promise.all(names.sort().map((name) => migrationIn(folder, name))),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
  } finally {
    migrator.free();
    await scripts.close();
  }
}

/**
 * The adapter cuts a script at every semicolon, in comments and bodies of functions too, and applies the pieces one by
 * one. A migration goes to PostgreSQL whole, which also makes it one transaction.
 */
class WholeScripts implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly #inner: PrismaPg;
  readonly #open: SqlDriverAdapter[] = [];

  constructor(connectionString: string) {
    this.#inner = new PrismaPg({ connectionString });
  }

  get adapterName(): string {
    return this.#inner.adapterName;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const adapter = await this.#inner.connect();
    this.#open.push(adapter);
    adapter.executeScript = async (script) => void (await adapter.underlyingDriver().query(script));
    return adapter;
  }

  connectToShadowDb(): Promise<SqlDriverAdapter> {
    return this.#inner.connectToShadowDb();
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((adapter) => adapter.dispose()));
  }
}

async function migrationIn(folder: string, name: string): Promise<engine.MigrationDirectory> {
  const value = await readFile(join(folder, name, 'migration.sql'), 'utf8');
  return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } } };
}

/** What is used of it here; Node's own types leave it to the browser's. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
};

let started: Promise<void> | undefined;

/** Node does not import a .wasm by itself, so the package's own entry is done here by hand. */
function startEngine(): Promise<void> {
  started ??= (async () => {
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const bytes = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': quietImports() });
    const { __wbg_set_wasm: setWasm } = engine as unknown as { __wbg_set_wasm: (exports: object) => void };
    setWasm(instance.exports);
    instance.exports.__wbindgen_start();
  })();
  return started;
}

/** The engine leaves a timer of ten seconds behind; it shall not keep the process. */
function quietImports(): object {
  const entries = Object.entries<unknown>({ ...engine }).map(([name, imported]) => {
    if (!name.startsWith('__wbg_setTimeout_') || typeof imported !== 'function') return [name, imported] as const;
    const quiet = (...given: unknown[]): unknown => {
      const timer: unknown = Reflect.apply(imported, undefined, given);
      if (timer !== null && typeof timer === 'object' && 'unref' in timer) (timer as NodeJS.Timeout).unref();
      return timer;
    };
    return [name, quiet] as const;
  });
  return Object.fromEntries(entries);
}

/** The folder `prisma` of the checkout, from the source as from `dist`. */
function prismaHome(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'prisma', 'schema.prisma'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new MigrationFailed('the folder prisma/ is missing from this installation');
    folder = parent;
  }
  return join(folder, 'prisma');
}
