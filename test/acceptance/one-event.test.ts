import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { servers } from '../harness/index.ts';
import { eventually } from '../temporal/patience.ts';
import { Scene } from './scene.ts';
import { providerSecret, StrictProvider } from './strict-provider.ts';

const { describe } = await servers('postgres', 'temporal', 'kafka');

const monday = Date.parse('2026-03-02T09:00:00Z');

describe('the way of one event', () => {
  const provider = new StrictProvider(() => ({ outcome: 'delivered' }));
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.set({ beginsAt: monday, speed: 600, channels: { push: provider, sms: 'sandbox' } });
  });

  afterAll(() => scene?.end());

  it('from Kafka through a stalled stage and the policy out to a provider, and back onto the screen', async () => {
    const { product, store } = scene;
    const customerId = 'c-one';
    await scene.tell({ customerId, type: 'registration.started', at: monday, properties: { origin: 'advert' } });
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
    const { product, store } = scene;
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
    await scene.tell({ customerId, type: 'registration.started', at: await scene.clock.refresh() });
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
