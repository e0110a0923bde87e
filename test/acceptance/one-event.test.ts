import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { BusProducer, ensureTopics, silentBusLog } from '#bus';
import { ClockKeeper } from '#clock';
import { openStore, type Store } from '#store';
import { servers, testDatabase, testNamespace, testTopic } from '../harness/index.ts';
import { eventually } from '../temporal/patience.ts';
import { Product } from './product.ts';
import { providerSecret, StrictProvider } from './strict-provider.ts';

const { describe } = await servers('postgres', 'temporal', 'kafka');

const monday = Date.parse('2026-03-02T09:00:00Z');

describe('the way of one event', () => {
  const provider = new StrictProvider(() => ({ outcome: 'delivered' }));
  let product: Product;
  let store: Store;
  let producer: BusProducer;
  let topic: string;

  beforeAll(async () => {
    const [{ url: databaseUrl }, temporal, kafka] = await Promise.all([testDatabase(), testNamespace(), testTopic()]);
    ({ topic } = kafka);
    store = openStore({ databaseUrl });
    await new ClockKeeper(store.clock).open({ speed: 600, beginsAt: monday });
    const broker = { brokers: kafka.brokers, clientId: 'upstream', log: silentBusLog };
    await ensureTopics(broker, [{ topic, partitions: 3 }]);
    producer = new BusProducer(broker);
    product = await Product.start(
      { databaseUrl, temporal, kafka },
      {
        CHANNELS: 'push:webhook,sms:sandbox',
        CHANNEL_PUSH_URL: await provider.start(),
        CHANNEL_PUSH_SECRETS: providerSecret,
      },
    );
  });

  afterAll(async () => {
    await product?.stop();
    await producer?.close();
    await provider.stop();
    await store?.close();
  });

  it('from Kafka through a stalled stage and the policy out to a provider, and back onto the screen', async () => {
    const customerId = 'c-one';
    const event = {
      id: 'e-1',
      source: 'app',
      type: 'registration.started',
      customerId,
      occurredAt: new Date(monday).toISOString(),
      properties: { origin: 'advert' },
    };
    await producer.send(topic, [{ key: customerId, value: JSON.stringify(event) }]);
    const timeline = await eventually(
      () => store.timeline.ofCustomer(customerId),
      (entries) => entries.some(({ kind, what }) => kind === 'touch.ended' && what['how'] === 'sent'),
      { what: 'the touch to have been sent', within: 90_000 },
    );
    expect(timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['event', 'run.started', 'stage.entered', 'stall.fired', 'touch.planned', 'verdict']),
    );
    expect(provider.to(customerId)).toMatchObject([
      { channel: 'push', touch: expect.stringContaining('register-nudge') },
    ]);
    expect(provider.faults).toEqual([]);

    const screen = await product.tendril('customer', customerId);
    expect(screen).toMatch(/registration\.started/);
    expect(screen).toMatch(/verdict +.*push.*send|verdict +.*send.*push/);
    expect(screen).toMatch(/touch\.ended +.*sent/);
    expect(screen).toMatch(/In onboarding@1: register, next deadline 2026-03-04T09:00:00\.000Z/);
  });
});
