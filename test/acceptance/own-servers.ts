import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { kafka, postgres, temporal, type RunningServer } from '#servers';
import { migrate } from '#store';
import { environment } from '../harness/index.ts';
import type { Surroundings } from './product.ts';

export type ServerName = 'postgres' | 'temporal' | 'broker';

/** Servers of one test's own, which it may kill: they come back on the same port and the same data. */
export class OwnServers {
  private constructor(
    readonly surroundings: Surroundings,
    private readonly home: string,
    private readonly starts: { readonly [name in ServerName]: (port: number) => Promise<RunningServer> },
    private readonly running: { [name in ServerName]: RunningServer },
  ) {}

  static async start(): Promise<OwnServers> {
    const home = await mkdtemp(join(tmpdir(), 'tendril-killed-'));
    // PostgreSQL may run as another user, who has to get through.
    await chmod(home, 0o711);
    const options = (name: string) => ({ dataDir: join(home, name), environment });
    const cliPath = environment['TEMPORAL_CLI_PATH'];
    const [database, flow, bus] = await Promise.all([
      postgres({ ...options('postgres'), durable: false }),
      temporal({ ...options('temporal'), cliPath }),
      kafka(options('kafka')),
    ]);
    await migrate(database.url);
    const surroundings: Surroundings = {
      databaseUrl: database.url,
      temporal: { address: flow.address, namespace: 'default', taskQueue: 'tendril' },
      kafka: { brokers: bus.brokers, topic: 'events', groupId: 'ingest' },
    };
    const starts = {
      postgres: (port: number) => postgres({ ...options('postgres'), durable: false, port }),
      temporal: (port: number) => temporal({ ...options('temporal'), cliPath, port }),
      broker: (port: number) => kafka({ ...options('kafka'), port }),
    };
    return new OwnServers(surroundings, home, starts, { postgres: database, temporal: flow, broker: bus });
  }

  /** `kill -9`, of a PostgreSQL with all its processes. */
  async killAndStart(name: ServerName): Promise<void> {
    const { pid, port, exited } = this.running[name];
    if (pid === null) throw new Error(`The ${name} of this test is somebody else's.`);
    const children = name === 'postgres' ? await childrenOf(this.surroundings.databaseUrl) : [];
    for (const each of [pid, ...children]) kill(each);
    await exited;
    this.running[name] = await this.starts[name](port);
  }

  async stop(): Promise<void> {
    await Promise.all(Object.values(this.running).map((server) => server.stop()));
    await rm(this.home, { recursive: true, force: true });
  }
}

/** What a PostgreSQL says itself: its backends, and those that write for it. */
async function childrenOf(databaseUrl: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  // It is about to be killed, with this connection.
  client.on('error', () => undefined);
  const { rows } = await client.query<{ pid: number }>('SELECT pid FROM pg_stat_activity');
  return rows.map(({ pid }) => pid);
}

/** Who has ended by himself meanwhile is as dead. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH')) throw thrown;
  }
}
