import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { BusProducer, ensureTopics, silentBusLog } from '#bus';
import { ClockKeeper, type BusinessClock } from '#clock';
import { openStore, type Store } from '#store';
import { servers, testDatabase, testNamespace, testTopic } from '../harness/index.ts';
import { eventually } from '../temporal/patience.ts';
import { Product } from './product.ts';
import { providerSecret } from './strict-provider.ts';

const { describe } = await servers('postgres', 'temporal', 'kafka');

const monday = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;

interface Listed {
  readonly customerId: string;
  readonly state: string;
  readonly asked: number;
  readonly askAt: string | null;
}

/** Takes messages and never says so; asked about one of them it knows how it went, of the other it does not. */
class SilentProvider {
  readonly sent: string[] = [];
  readonly asked: string[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        new Webhook(providerSecret).verify(body, request.headers as Record<string, string>);
        const { customerId } = JSON.parse(body) as { customerId: string };
        if (request.url !== '/status') return void this.sent.push(customerId);
        this.asked.push(customerId);
        response.end(JSON.stringify(customerId === 'c-known' ? { outcome: 'delivered' } : {}));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

describe('an attempt whose outcome is unknown', () => {
  const provider = new SilentProvider();
  let product: Product;
  let store: Store;
  let clock: BusinessClock;
  let producer: BusProducer;
  let topic: string;
  let database: pg.Pool;

  beforeAll(async () => {
    const [{ url: databaseUrl }, temporal, kafka] = await Promise.all([testDatabase(), testNamespace(), testTopic()]);
    ({ topic } = kafka);
    store = openStore({ databaseUrl });
    database = new pg.Pool({ connectionString: databaseUrl, max: 1 });
    clock = await new ClockKeeper(store.clock).open({ speed: 3_600, beginsAt: monday });
    const broker = { brokers: kafka.brokers, clientId: 'upstream', log: silentBusLog };
    await ensureTopics(broker, [{ topic, partitions: 1 }]);
    producer = new BusProducer(broker);
    const url = await provider.start();
    product = await Product.start(
      { databaseUrl, temporal, kafka },
      {
        CHANNELS: 'push:webhook,sms:sandbox',
        CHANNEL_PUSH_URL: `${url}/send`,
        CHANNEL_PUSH_STATUS_URL: `${url}/status`,
        CHANNEL_PUSH_SECRETS: providerSecret,
        CHANNEL_PUSH_TIMEOUT_MS: '300',
        CHANNEL_PUSH_HONOURS_KEY: 'false',
      },
    );
  });

  afterAll(async () => {
    await product?.stop();
    await producer?.close();
    await provider.stop();
    await database?.end();
    await store?.close();
  });

  const unknown = async () => JSON.parse(await product.tendril('attempts', '--unknown', '--json')) as readonly Listed[];

  it('is asked of the provider and known then; one that the provider does not know either stays unknown, and is asked no more', async () => {
    const now = await clock.refresh();
    await producer.send(
      topic,
      ['c-known', 'c-doubtful'].map((customerId) => ({
        key: customerId,
        value: JSON.stringify({
          ...{ id: 'r', source: `app-${customerId}`, type: 'registration.started', customerId, properties: {} },
          occurredAt: new Date(now - 29 * MINUTE).toISOString(),
        }),
      })),
    );
    await eventually(
      () => provider.sent.length,
      (sent) => sent === 2,
      { what: 'two messages to go out' },
    );
    const left = await eventually(
      unknown,
      (listed) => listed.length === 1 && listed[0]?.askAt === null && provider.asked.includes('c-known'),
      { what: 'one attempt to be known and the other to be given up', within: 120_000, every: 1_000 },
    );
    expect(left).toMatchObject([{ customerId: 'c-doubtful', state: 'unknown' }]);
    expect(provider.asked.filter((customerId) => customerId === 'c-doubtful')).toHaveLength(left[0]?.asked ?? 0);
    const { rows } = await database.query<{ customer_id: string; state: string; outcome: string }>(
      'SELECT customer_id, state, outcome FROM ledger ORDER BY customer_id',
    );
    expect(rows).toEqual([
      { customer_id: 'c-doubtful', state: 'committed', outcome: 'unknown' },
      { customer_id: 'c-known', state: 'committed', outcome: 'delivered' },
    ]);
    expect([...provider.sent].sort()).toEqual(['c-doubtful', 'c-known']);
    expect(await product.tendril('attempts')).toMatch(/c-doubtful .*unknown: .*never/);
  }, 180_000);
});
