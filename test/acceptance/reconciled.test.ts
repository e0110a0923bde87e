import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { servers } from '../harness/index.ts';
import { eventually } from '../temporal/patience.ts';
import { Scene } from './scene.ts';
import { silence, StrictProvider } from './strict-provider.ts';

const { describe } = await servers('postgres', 'temporal', 'kafka');

const monday = Date.parse('2026-03-02T09:00:00Z');
const MINUTE = 60_000;
const customers = ['c-doubtful', 'c-known'];

interface Listed {
  readonly customerId: string;
  readonly state: string;
  readonly asked: number;
  readonly askAt: string | null;
}

describe('an attempt whose outcome is unknown', () => {
  /** Takes messages and never says so; asked about one of them it knows how it went, of the other it does not. */
  const provider = new StrictProvider(silence, {
    honoursKey: false,
    status: (customerId) => (customerId === 'c-known' ? { outcome: 'delivered' } : {}),
  });
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.set({
      beginsAt: monday,
      speed: 3_600,
      channels: { push: provider, sms: 'sandbox' },
      settings: { CHANNEL_PUSH_TIMEOUT_MS: '300' },
    });
  });

  afterAll(() => scene?.end());

  it('is asked of the provider and known then; one that the provider does not know either stays unknown, and is asked no more', async () => {
    const { product } = scene;
    const at = (await scene.clock.refresh()) - 29 * MINUTE;
    await scene.tell(...customers.map((customerId) => ({ customerId, type: 'registration.started', at })));
    await eventually(
      () => provider.arrivals.length,
      (sent) => sent === 2,
      { what: 'two messages to go out' },
    );
    const left = await eventually(
      async () => JSON.parse(await product.tendril('attempts', '--unknown', '--json')) as readonly Listed[],
      (listed) => listed.length === 1 && listed[0]?.askAt === null && provider.asked.includes('c-known'),
      { what: 'one attempt to be known and the other to be given up', within: 120_000, every: 1_000 },
    );
    expect(left).toMatchObject([{ customerId: 'c-doubtful', state: 'unknown' }]);
    expect(provider.asked.filter((customerId) => customerId === 'c-doubtful')).toHaveLength(left[0]?.asked ?? 0);
    expect(await scene.rows('SELECT customer_id, state, outcome FROM ledger ORDER BY customer_id')).toEqual([
      { customer_id: 'c-doubtful', state: 'committed', outcome: 'unknown' },
      { customer_id: 'c-known', state: 'committed', outcome: 'delivered' },
    ]);
    expect(provider.arrivals.map(({ customerId }) => customerId).sort()).toEqual(customers);
    expect(provider.faults).toEqual([]);
    expect(await product.tendril('attempts')).toMatch(/c-doubtful .*unknown: .*never/);
  }, 180_000);
});
