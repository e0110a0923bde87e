import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { bundled, environment, servers } from '../../test/harness/index.ts';
import { freePort, postgres, temporal, type RunningPostgres } from './index.ts';

const { describe } = await servers('postgres', 'temporal');

describe('servers of our own', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'tendril-servers-'));
    await chmod(home, 0o711);
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  async function ask(server: RunningPostgres, sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(sql);
    await client.end();
    return rows;
  }

  it('PostgreSQL comes back on the same port and data after a kill -9', async () => {
    const dataDir = join(home, 'killed');
    const first = await postgres({ dataDir, environment, durable: false });
    await ask(first, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
    process.kill(first.pid ?? 0, 'SIGKILL');
    expect((await first.exited).signal).toBe('SIGKILL');
    const second = await postgres({ dataDir, environment, durable: false, port: first.port });
    expect(second.url).toBe(first.url);
    expect(await ask(second, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await second.stop();
  });

  it('Temporal comes back on the same port and data after a kill -9', async () => {
    const dataDir = join(home, 'temporal');
    const first = await temporal({ dataDir, environment });
    process.kill(first.pid ?? 0, 'SIGKILL');
    await first.exited;
    const second = await temporal({ dataDir, environment, port: first.port });
    expect(second.address).toBe(first.address);
    await second.stop();
  });

  it('a data folder in use, a folder of something else, one of another version and a taken port are told in sentences', async () => {
    const dataDir = join(home, 'used');
    const running = await postgres({ dataDir, environment, durable: false });
    await expect(postgres({ dataDir, environment })).rejects.toThrow(/is running on it.*end it/s);
    await expect(postgres({ dataDir: join(home, 'other'), environment, port: running.port })).rejects.toThrow(
      /port \d+ of 127\.0\.0\.1 is in use/,
    );
    await running.stop();
    await writeFile(join(dataDir, 'PG_VERSION'), '13\n');
    await expect(postgres({ dataDir, environment })).rejects.toThrow(/made by PostgreSQL 13, this one is 18.*pg_dump/s);
    await mkdir(join(home, 'photos'));
    await writeFile(join(home, 'photos', 'cat.jpg'), '');
    await expect(postgres({ dataDir: join(home, 'photos'), environment })).rejects.toThrow(
      /not a folder that Tendril has made/,
    );
  });

  it.each([
    {
      situation: 'a file that lost its content',
      spoil: (dir: string) => writeFile(join(dir, 'global', 'pg_control'), ''),
    },
    { situation: 'databases that are gone', spoil: (dir: string) => rm(join(dir, 'base'), { recursive: true }) },
    { situation: 'an empty password', spoil: (dir: string) => writeFile(join(dir, 'tendril-password'), '') },
    { situation: 'another password', spoil: (dir: string) => writeFile(join(dir, 'tendril-password'), 'other') },
  ])('a data folder with $situation is told with a way out, and no server stays', async ({ situation, spoil }) => {
    const dataDir = join(home, situation.replaceAll(' ', '-'));
    await (await postgres({ dataDir, environment, durable: false })).stop();
    await spoil(dataDir);
    // A server that had stayed would make the second answer another one.
    for (const taken of ['first', 'again']) {
      const told = await postgres({ dataDir, environment }).catch((error: Error) => error.message);
      expect([taken, told]).toEqual([taken, expect.stringMatching(/cannot be used: .*Move it away/)]);
    }
  });

  it('a stale postmaster.pid with the number of another process does not matter', async () => {
    const dataDir = join(home, 'stale');
    await (await postgres({ dataDir, environment, durable: false })).stop();
    await writeFile(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n0\n5432\n\n\n`);
    const again = await postgres({ dataDir, environment, durable: false });
    await again.stop();
  });

  it('a server dies with a parent that is killed', async () => {
    const dataDir = join(home, 'orphan');
    const program = await bundled('test/harness/start-postgres.ts');
    const parent = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(parent.stdout, 'data');
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    while (existsSync(join(dataDir, 'postmaster.pid'))) await new Promise((resolve) => setTimeout(resolve, 50));
    await (await postgres({ dataDir, environment, durable: false })).stop();
  });

  it('a Temporal CLI that is none, and a missing tool, are told with ways out', async () => {
    const none = { dataDir: join(home, 't'), environment, cliPath: join(home, 'nothing') };
    await expect(temporal(none)).rejects.toThrow(/TEMPORAL_CLI_PATH names .*not a Temporal CLI.*\(1\)/);
  });

  it('free ports are ports one can listen on', async () => {
    const server = createServer().listen(await freePort(), '127.0.0.1');
    await once(server, 'listening');
    server.close();
  });
});
