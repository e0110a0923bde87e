import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Pace } from '#channels';
import type { StopLevel } from '#store';
import { servers } from '../harness/index.ts';
import { eventually } from './patience.ts';
import { accepted, delivered } from './provider.ts';
import { Rig } from './rig.ts';

const { describe } = await servers('postgres', 'temporal');

/** Holds back what has its verdict already, so that a stop finds it between verdict and dispatch. */
const oneAtATime: Pace = {
  limits: [
    { channel: null, starts: null, withinMs: null, atOnce: null },
    { channel: 'push', starts: null, withinMs: null, atOnce: 1 },
  ],
  leaseMs: 3_600_000,
  keptMs: 0,
};

describe('a stop at every level', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.open({ speed: 600, paces: { push: oneAtATime } });
    rig.provider.answers(({ customerId }) => (customerId.startsWith('c-busy') ? accepted : delivered));
    await rig.worker.start();
  }, 300_000);

  afterAll(() => rig.close());

  const messagesTo = (customerId: string) => rig.provider.to(customerId).length;
  const isReached = (customerId: string) =>
    eventually(
      () => messagesTo(customerId),
      (messages) => messages === 1,
      { what: `a message to ${customerId}` },
    );

  it.each<{ level: StopLevel; targets: readonly string[] }>([
    { level: 'everything', targets: ['*'] },
    { level: 'channel', targets: ['push'] },
    { level: 'provider', targets: ['provider-of-push'] },
    { level: 'journey', targets: ['nudge'] },
    { level: 'stage', targets: ['nudge/order'] },
    { level: 'customer', targets: ['c-ready-customer', 'c-later-customer'] },
  ])(
    '$level: holds what has its verdict and what asks for one, and lets both go once when it is lifted',
    async ({ level, targets }) => {
      const [busy, ready, later] = [`c-busy-${level}`, `c-ready-${level}`, `c-later-${level}`];
      await rig.customers.hears(busy, 'contact.requested', { purpose: 'service', channels: ['push'] });
      await isReached(busy);
      await rig.customers.visits(ready);
      await eventually(
        () => rig.store.paces.counts(),
        (counts) => counts[0]?.waiting === 1,
        { what: 'a dispatch that has its verdict' },
      );
      for (const target of targets) await rig.store.stops.stop({ level, target }, rig.clock.now());
      const attempt = rig.provider.to(busy)[0]?.key.slice(busy.length + 1) ?? '';
      await rig.customers.hears(busy, 'channel.outcome', { attempt, outcome: 'delivered' });
      await rig.customers.visits(later);

      const refused = await rig.storyUntil(ready, 'verdict', 2);
      expect(refused).toContain('attempt.not sent push');
      await rig.storyUntil(later, 'verdict');
      for (const customerId of [ready, later]) {
        const verdicts = await rig.store.touches.verdictsOf(customerId, 'nudge/o-1/1/order/nudge/1');
        expect(verdicts.at(-1)).toMatchObject({
          kind: 'hold',
          blockedBy: [expect.stringMatching(new RegExp(`^stop:${level}`))],
        });
      }
      expect([messagesTo(ready), messagesTo(later)]).toEqual([0, 0]);

      for (const target of targets) await rig.store.stops.resume({ level, target }, rig.clock.now());
      for (const customerId of [ready, later]) {
        await rig.customers.looksAgain(customerId, { because: 'resumed' });
      }
      await Promise.all([isReached(ready), isReached(later)]);
    },
    120_000,
  );

  const withdrawal = { purpose: 'service', channel: '*' };
  it.each([
    {
      what: 'a stop',
      customer: 'c-busy-line',
      comes: (customerId: string) => rig.store.stops.stop({ level: 'customer', target: customerId }, rig.clock.now()),
    },
    {
      what: 'a withdrawal',
      customer: 'c-busy-day',
      comes: (customerId: string) => rig.customers.hears(customerId, 'consent.withdrawn', withdrawal),
    },
  ])('$what that comes while a provider takes nothing is heard at the next try', async ({ customer, comes }) => {
    rig.provider.answers(() => ({ kind: 'busy' }));
    await rig.customers.visits(customer);
    await eventually(
      () => messagesTo(customer),
      (tries) => tries > 0,
      { what: 'a try' },
    );
    await comes(customer);
    await rig.storyUntil(customer, 'attempt.not sent');
    rig.provider.answers(() => delivered);
    await rig.storyUntil(customer, 'verdict', 2);
  });
});
