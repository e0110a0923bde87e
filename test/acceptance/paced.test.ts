import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { servers } from '../harness/index.ts';
import { eventually } from '../temporal/patience.ts';
import { Scene } from './scene.ts';
import { StrictProvider } from './strict-provider.ts';

const { describe } = await servers('postgres', 'temporal', 'kafka');

const monday = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;
const customers = Array.from({ length: 60 }, (_, nth) => `c-${nth}`);

describe('a provider that takes three at once, and two workers', () => {
  const provider = new StrictProvider(async () => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    return { outcome: 'delivered' };
  });
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.set({
      beginsAt: monday,
      speed: 1,
      channels: { push: provider, sms: 'sandbox' },
      settings: { CHANNEL_PUSH_PROVIDER: 'gateway', PROVIDER_GATEWAY_AT_ONCE: '3' },
    });
    await scene.product.anotherWorker();
  });

  afterAll(() => scene?.end());

  it('has never more than three in hand, also when one worker is killed in between, and each message once', async () => {
    const { product, store } = scene;
    const stallsIn10s = (await scene.clock.refresh()) - 30 * MINUTE + 10_000;
    await scene.tell(...customers.map((customerId) => ({ customerId, type: 'registration.started', at: stallsIn10s })));
    const messages = () => provider.acted;
    await eventually(messages, (count) => count >= 15, { what: 'messages to be on their way' });
    await product.worker.end('SIGKILL');
    await eventually(messages, (count) => count === customers.length, { what: 'all messages', within: 120_000 });
    await eventually(
      () => store.paces.counts(),
      (counts) => counts.length === 0,
      { what: 'every slot to be free again' },
    );
    expect(provider.faults).toEqual([]);
    expect(provider.mostUnderWay).toBe(3);
    process.stderr.write(
      `Paced: ${messages()} messages in ${provider.arrivals.length} requests, at most ${provider.mostUnderWay} in hand at once\n`,
    );
  }, 240_000);
});
