import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
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
    throw known instanceof StoreUnavailable ? known : new MigrationFailed(known.message, { cause: thrown });
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
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl }));
  const schema = join(home, 'schema.prisma');
  const migrator = await engine.SchemaEngine.new(
    { datamodels: [[schema, await readFile(schema, 'utf8')]] },
    () => {},
    factory,
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
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engine });
    const { __wbg_set_wasm: setWasm } = engine as unknown as { __wbg_set_wasm(exports: object): void };
    setWasm(instance.exports);
    instance.exports.__wbindgen_start();
  })();
  return started;
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
