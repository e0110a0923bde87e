import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { defaultRetryPlan } from '#channels';
import { servers } from '../harness/index.ts';
import { eventually } from './patience.ts';
import { Rig } from './rig.ts';

const { describe } = await servers('postgres', 'temporal');

describe('a provider that fails, so that nobody knows whether a message is out,', () => {
  let rig: Rig;

  beforeAll(async () => {
    // The touch stays useful for minutes of the wall, however long the second try takes to come.
    rig = await Rig.open({ speed: 100 });
    rig.provider.answers(() => ({ kind: 'fault' }));
    await rig.worker.start();
  }, 300_000);

  afterAll(() => rig.close());

  it.each([
    {
      what: 'a stop',
      comes: () => rig.store.stops.stop({ level: 'customer', target: 'c-stop' }, rig.clock.now()),
      customer: 'c-stop',
    },
    {
      what: 'a withdrawal',
      comes: () => rig.customers.hears('c-no', 'consent.withdrawn', { purpose: 'service', channel: '*' }),
      customer: 'c-no',
    },
  ])(
    'is offered it no more after $what',
    async ({ comes, customer }) => {
      await rig.customers.visits(customer);
      const tries = () => rig.provider.to(customer).length;
      await eventually(tries, (count) => count > 1, { what: 'a second try' });
      await comes();
      expect(await rig.storyUntil(customer, 'touch.ended')).toContain('attempt.ended push unknown');
      expect(tries()).toBeLessThan(defaultRetryPlan.tries);
    },
    120_000,
  );
});
