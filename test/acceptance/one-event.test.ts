import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { BusProducer, ensureTopics, silentBusLog } from '#bus';
import { ClockKeeper, type BusinessClock } from '#clock';
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
  let clock: BusinessClock;
  let producer: BusProducer;
  let topic: string;

  beforeAll(async () => {
    const [{ url: databaseUrl }, temporal, kafka] = await Promise.all([testDatabase(), testNamespace(), testTopic()]);
    ({ topic } = kafka);
    store = openStore({ databaseUrl });
    clock = await new ClockKeeper(store.clock).open({ speed: 600, beginsAt: monday });
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

  it('of a customer who wrote 退订 from the provider in, so that nothing goes out on that channel any more', async () => {
    const customerId = 'c-closed';
    const message = JSON.stringify({ type: 'message', customerId, text: '退订，谢谢' });
    const now = new Date();
    const answer = await fetch(`${product.url}/v1/callbacks/push`, {
      method: 'POST',
      body: message,
      headers: {
        'webhook-id': 'm-1',
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': new Webhook(providerSecret).sign('m-1', now, message),
      },
    });
    expect(answer.status).toBe(202);
    const event = { id: 'e-2', source: 'app', type: 'registration.started', customerId };
    const occurredAt = new Date(await clock.refresh()).toISOString();
    await producer.send(topic, [{ key: customerId, value: JSON.stringify({ ...event, occurredAt, properties: {} }) }]);
    await eventually(
      () => store.touches.ofCustomer(customerId),
      (touches) => touches.some(({ name, how }) => name === 'register-nudge' && how !== null),
      { what: 'the touch to have ended', within: 90_000 },
    );
    expect(provider.to(customerId)).toEqual([]);
    const [nudge] = await store.touches.ofCustomer(customerId);
    const why = await product.tendril('why', nudge?.id ?? '', '--customer', customerId, '--language', 'zh');
    expect(why).toMatch(/客户已拒绝的渠道不再使用/);
  });
});
