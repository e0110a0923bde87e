import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { BusProducer, ensureTopics, silentBusLog } from '#bus';
import { freePort } from '#servers';
import { environment } from '../harness/environment.ts';
import { BenchProcess, type ProcessMemory } from './bench-process.ts';
import type { Place } from './bench-servers.ts';
import { until } from './progress.ts';
import type { WireEvent } from './wire-event.ts';

export interface ProductOptions {
  /** Business time per wall time; 1 is production, on the wall's own clock. */
  readonly speed: number;
  readonly policy: string;
  readonly channels?: { readonly [name: string]: string };
  readonly cached?: number;
  readonly probed?: boolean;
}

export const apiKey = 'key-of-the-bench-on-one-machine';

/** Ingest and worker as they run in production, from dist, on a place of their own. */
export class Product {
  readonly #topic = 'events';
  readonly #producer: BusProducer;
  readonly #pool: pg.Pool;

  private constructor(
    readonly ingestUrl: string,
    private readonly processes: { readonly ingest: BenchProcess; readonly worker: BenchProcess },
    readonly place: Place,
    private readonly connection: Connection,
    readonly client: Client,
  ) {
    this.#producer = new BusProducer(brokerOf(place));
    this.#pool = new pg.Pool({ connectionString: place.databaseUrl, max: 2 });
  }

  static async start(place: Place, options: ProductOptions): Promise<Product> {
    await ensureTopics(brokerOf(place), [
      { topic: topicOf(place, 'events'), partitions: 6 },
      { topic: topicOf(place, 'dead'), partitions: 1 },
    ]);
    const [httpPort, metricsPort] = [await freePort(), await freePort()];
    const settings = {
      ...environmentOf(place, options),
      HTTP_PORT: String(httpPort),
      METRICS_PORT: String(metricsPort),
    };
    const ingest = new BenchProcess('dist/apps/ingest/main.js', { environment: settings });
    const worker = new BenchProcess('dist/apps/worker/main.js', {
      environment: settings,
      probed: options.probed ?? false,
    });
    const connection = await Connection.connect({ address: place.address });
    const client = new Client({ connection, namespace: place.namespace });
    const product = new Product(`http://127.0.0.1:${httpPort}`, { ingest, worker }, place, connection, client);
    try {
      await product.whileAlive(product.#isReady(metricsPort));
      return product;
    } catch (error) {
      await product.stop();
      throw error;
    }
  }

  async #isReady(metricsPort: number): Promise<void> {
    const fault = async (url: string): Promise<string> => {
      const response = await fetch(url).catch((error: unknown) => String(error));
      if (typeof response === 'string') return response;
      const said = await response.text();
      return response.ok ? '' : said;
    };
    for (const url of [`${this.ingestUrl}/health/ready`, `http://127.0.0.1:${metricsPort}/health/ready`]) {
      await until(
        'the product to be ready',
        () => fault(url),
        (said) => said === '',
        { every: 100 },
      );
    }
    const joined = async (): Promise<boolean> =>
      /tendril_kafka_joined\S* 1/.test(await (await fetch(`${this.ingestUrl}/metrics`)).text());
    await until('ingest to have joined its group', joined, (has) => has, { every: 100 });
  }

  /** Into Kafka, keyed by customer. */
  async produce(events: readonly WireEvent[]): Promise<void> {
    const records = events.map((event) => ({ key: event.customerId, value: JSON.stringify(event) }));
    await this.#producer.send(topicOf(this.place, this.#topic), records);
  }

  async rows<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return (await this.#pool.query<Row>(sql, [...values])).rows;
  }

  /** Waits, while both processes live. */
  whileAlive<T>(wait: Promise<T>): Promise<T> {
    return this.processes.ingest.whileAlive(this.processes.worker.whileAlive(wait));
  }

  workerMemory(): Promise<ProcessMemory> {
    return this.processes.worker.memory();
  }

  async stop(): Promise<void> {
    await Promise.all([this.processes.ingest.stop(), this.processes.worker.stop()]);
    await Promise.all([this.#producer.close(), this.#pool.end(), this.connection.close()]);
  }
}

function brokerOf({ brokers }: Place) {
  return { brokers, clientId: 'bench', log: silentBusLog };
}

function topicOf({ name }: Place, kind: string): string {
  return `${name}.${kind}`;
}

function environmentOf(place: Place, options: ProductOptions): NodeJS.ProcessEnv {
  const isProduction = options.speed === 1;
  return {
    PATH: environment['PATH'],
    HOME: environment['HOME'],
    TENDRIL_ENV: isProduction ? 'production' : 'test',
    TENDRIL_API_KEYS: apiKey,
    ...(isProduction ? { PAYLOAD_KEYS: `bench:${randomBytes(32).toString('base64')}` } : {}),
    LOG_LEVEL: 'warn',
    DATABASE_URL: place.databaseUrl,
    TEMPORAL_ADDRESS: place.address,
    TEMPORAL_NAMESPACE: place.namespace,
    WORKFLOW_CACHE: String(options.cached ?? 2_000),
    KAFKA_BROKERS: place.brokers.join(','),
    KAFKA_TOPIC: topicOf(place, 'events'),
    KAFKA_GROUP: `bench-${randomBytes(4).toString('hex')}`,
    KAFKA_DEAD_LETTER_TOPIC: topicOf(place, 'dead'),
    CLOCK_SPEED: String(options.speed),
    POLICY: options.policy,
    ...options.channels,
  };
}
