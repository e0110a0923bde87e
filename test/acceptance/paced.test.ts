import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { BusProducer, ensureTopics, silentBusLog } from '#bus';
import { ClockKeeper, type BusinessClock } from '#clock';
import { freePort } from '#servers';
import { openStore, type Store } from '#store';
import { servers, testDatabase, testNamespace, testTopic } from '../harness/index.ts';
import { eventually } from '../temporal/patience.ts';
import { Product } from './product.ts';
import { providerSecret } from './strict-provider.ts';

const { describe } = await servers('postgres', 'temporal', 'kafka');

const monday = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;
const customers = Array.from({ length: 60 }, (_, nth) => `c-${nth}`);

/** Takes a moment for each message, and remembers how many it had in hand at once. */
class SlowProvider {
  readonly keys: string[] = [];
  most = 0;
  #inHand = 0;
  readonly #server = createServer((request, response) => {
    this.keys.push(String(request.headers['idempotency-key']));
    this.most = Math.max(this.most, ++this.#inHand);
    response.once('close', () => (this.#inHand -= 1));
    request.resume().once('end', () => {
      setTimeout(() => response.end(JSON.stringify({ outcome: 'delivered' })), 150);
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

describe('a provider that takes three at once, and two workers', () => {
  const provider = new SlowProvider();
  let product: Product;
  let store: Store;
  let clock: BusinessClock;
  let producer: BusProducer;
  let topic: string;

  beforeAll(async () => {
    const [{ url: databaseUrl }, temporal, kafka] = await Promise.all([testDatabase(), testNamespace(), testTopic()]);
    ({ topic } = kafka);
    store = openStore({ databaseUrl });
    clock = await new ClockKeeper(store.clock).open({ speed: 1, beginsAt: monday });
    const broker = { brokers: kafka.brokers, clientId: 'upstream', log: silentBusLog };
    await ensureTopics(broker, [{ topic, partitions: 1 }]);
    producer = new BusProducer(broker);
    product = await Product.start(
      { databaseUrl, temporal, kafka },
      {
        CHANNELS: 'push:webhook,sms:sandbox',
        CHANNEL_PUSH_URL: await provider.start(),
        CHANNEL_PUSH_SECRETS: providerSecret,
        CHANNEL_PUSH_PROVIDER: 'gateway',
        PROVIDER_GATEWAY_AT_ONCE: '3',
      },
    );
    await product.anotherWorker(await freePort());
  });

  afterAll(async () => {
    await product?.stop();
    await producer?.close();
    await provider.stop();
    await store?.close();
  });

  it('has never more than three in hand, also when one worker is killed in between, and each message once', async () => {
    const at = await clock.refresh();
    await producer.send(
      topic,
      customers.map((customerId) => ({
        key: customerId,
        value: JSON.stringify({
          ...{ id: customerId, source: 'app', type: 'registration.started', customerId, properties: {} },
          // All stall in ten seconds.
          occurredAt: new Date(at - 30 * MINUTE + 10_000).toISOString(),
        }),
      })),
    );
    const messages = () => new Set(provider.keys).size;
    await eventually(messages, (count) => count >= 15, { what: 'messages to be on their way' });
    await product.worker.end('SIGKILL');
    await eventually(messages, (count) => count === customers.length, { what: 'all messages', within: 120_000 });
    await eventually(
      () => store.paces.counts(),
      (counts) => counts.length === 0,
      { what: 'every slot to be free again' },
    );
    expect(provider.most).toBe(3);
    process.stderr.write(
      `Paced: ${messages()} messages in ${provider.keys.length} requests, at most ${provider.most} in hand at once\n`,
    );
  }, 240_000);
});
