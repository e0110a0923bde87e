import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafka, plainProgress, postgres, temporal, type RunningKafka, type RunningServer } from '#servers';
import { Databases } from '../harness/databases.ts';
import { environment } from '../harness/environment.ts';
import { Namespaces } from '../harness/namespaces.ts';
import { say } from './progress.ts';

/** Everything of one product or one rival: a database, a namespace and a topic of its own on the shared servers. */
export interface Place {
  readonly name: string;
  readonly databaseUrl: string;
  readonly address: string;
  readonly namespace: string;
  readonly brokers: readonly string[];
}

/** One PostgreSQL, one Temporal and one Kafka for the whole run; PostgreSQL writes to disk as in production. */
export class BenchServers {
  readonly #running: RunningServer[] = [];
  readonly #databases: Databases;
  readonly #namespaces: Namespaces;

  private constructor(
    private readonly home: string,
    postgresUrl: string,
    private readonly temporalAddress: string,
    private readonly broker: RunningKafka,
  ) {
    this.#databases = new Databases(() => Promise.resolve(postgresUrl));
    this.#namespaces = new Namespaces(() => Promise.resolve(temporalAddress));
  }

  static async start(): Promise<BenchServers> {
    say('Starting PostgreSQL, Temporal and Kafka …');
    const home = await mkdtemp(join(tmpdir(), 'tendril-bench-'));
    // PostgreSQL may run as another user, who has to get through.
    await chmod(home, 0o711);
    const options = (name: string) => ({ dataDir: join(home, name), environment, onProgress: plainProgress(say) });
    const started = await Promise.allSettled([
      postgres(options('postgres')),
      temporal({ ...options('temporal'), cliPath: environment['TEMPORAL_CLI_PATH'], forLoad: true }),
      kafka(options('kafka')),
    ]);
    const [database, server, broker] = started;
    if (database.status === 'rejected' || server.status === 'rejected' || broker.status === 'rejected') {
      for (const one of started) if (one.status === 'fulfilled') await one.value.stop();
      await rm(home, { recursive: true, force: true });
      throw started.find((one) => one.status === 'rejected')?.reason;
    }
    const servers = new BenchServers(home, database.value.url, server.value.address, broker.value);
    servers.#running.push(database.value, server.value, broker.value);
    return servers;
  }

  async place(name: string): Promise<Place> {
    const unique = `${name}-${randomBytes(4).toString('hex')}`;
    const [{ url }, { namespace }] = await Promise.all([this.#databases.make(), this.#namespaces.make(unique)]);
    return {
      name: unique,
      databaseUrl: url,
      address: this.temporalAddress,
      namespace,
      brokers: this.broker.brokers,
    };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map((server) => server.stop()));
    await rm(this.home, { recursive: true, force: true });
  }
}
