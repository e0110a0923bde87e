import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Rule } from '#policy';
import { servers } from '../harness/index.ts';
import { Rig } from './rig.ts';

const { describe } = await servers('postgres', 'temporal');

const DAY = 86_400_000;
const MONDAY = Date.parse('2026-03-02T00:00:00Z');
const EVERYTHING = { level: 'everything', target: '*' } as const;
/** In the customer's zone, which is UTC here. */
const quietUntilNoon: Rule = {
  id: 'quiet',
  kind: 'hours',
  allowed: [{ from: '12:00', to: '20:00' }],
  onBlock: 'hold',
};
const consentNeeded: Rule = { id: 'consent', kind: 'consent', onBlock: 'drop' };
const unlessObjected: Rule = { ...consentNeeded, needs: 'no objection' };

/** What others' live systems got wrong; the failures of rules alone are in test/policy/where-others-fail.spec.ts. */
describe('where others fail', () => {
  let folder: string;
  let policyFile: string;
  let rig: Rig;
  let day = 0;

  const rules = (...some: Rule[]) => writeFile(policyFile, JSON.stringify({ name: 'test', rules: some }));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tendril-others-'));
    policyFile = join(folder, 'policy.json');
    await rules();
    rig = await Rig.open({ speed: 300, policyFile, beginsAt: MONDAY });
    await rig.worker.start();
  }, 300_000);

  /** Each begins at nine in the morning of a day of its own. */
  beforeEach(async () => {
    await rig.keeper.forwardTo(MONDAY + (day += 40) * DAY + 9 * 3_600_000);
  });

  afterAll(async () => {
    await rig.close();
    await rm(folder, { recursive: true });
  });

  it('a skipped message does not end the journey: the run goes on, and converts', async () => {
    await rules(consentNeeded);
    await rig.customers.visits('c-skipped');
    await rig.storyUntil('c-skipped', 'touch.ended order dropped');
    expect((await rig.customers.standing('c-skipped')).runs).toMatchObject([{ stages: ['order'] }]);
    await rig.customers.hears('c-skipped', 'order.placed', { orderId: 'o-1' });
    expect(await rig.storyUntil('c-skipped', 'run.ended')).toContain('run.ended goal');
    expect(rig.provider.to('c-skipped')).toEqual([]);
  });

  it('a pause loses nobody: who was held, who stalled and who came meanwhile each hear once of it, worker killed or not', async () => {
    await rules();
    await rig.store.stops.stop(EVERYTHING, rig.clock.now());
    await rig.customers.visits('c-held');
    await rig.storyUntil('c-held', 'verdict');
    await rig.customers.visits('c-stalls');
    await rig.worker.kill();
    await rig.customers.visits('c-comes');
    await rig.worker.start();
    for (const who of ['c-stalls', 'c-comes']) await rig.storyUntil(who, 'verdict');
    expect(rig.provider.requests.filter(({ customerId }) => customerId !== 'c-skipped')).toEqual([]);
    await rig.store.stops.resume(EVERYTHING, rig.clock.now());
    for (const who of ['c-held', 'c-stalls', 'c-comes']) {
      await rig.customers.looksAgain(who, { because: 'resumed' });
    }
    for (const who of ['c-held', 'c-stalls', 'c-comes']) {
      expect(await rig.storyUntil(who, 'touch.ended')).toContain('touch.ended order sent');
      expect(rig.provider.to(who)).toHaveLength(1);
    }
  }, 300_000);

  it('the end of quiet hours does not ignore what happened meanwhile: an exit, an order, a withdrawal', async () => {
    await rules(quietUntilNoon, unlessObjected);
    const who = ['c-leaves', 'c-orders', 'c-objects', 'c-waits'];
    for (const customerId of who) {
      await rig.customers.hears(customerId, 'customer.updated', { zones: [{ zone: 'UTC', from: 'explicit' }] });
      await rig.customers.visits(customerId, 'o-1');
      await rig.customers.visits(customerId, 'o-2');
    }
    for (const customerId of who) await rig.storyUntil(customerId, 'verdict', 2);
    await rig.customers.hears('c-leaves', 'customer.left');
    await rig.customers.hears('c-orders', 'order.placed', { orderId: 'o-1' });
    await rig.customers.hears('c-objects', 'consent.withdrawn', { purpose: 'service', channel: '*' });
    await rig.storyUntil('c-leaves', 'touch.ended', 2);
    await rig.storyUntil('c-orders', 'touch.ended', 1);
    expect(who.flatMap((customerId) => rig.provider.to(customerId))).toEqual([]);

    await rig.keeper.forwardTo(MONDAY + day * DAY + 12 * 3_600_000);
    for (const customerId of who.slice(1)) await rig.customers.hearsOfTheClock(customerId);
    for (const customerId of who) await rig.storyUntil(customerId, 'touch.ended', 2);
    const touched = who.map((customerId) =>
      rig.provider
        .to(customerId)
        .map(({ touch }) => touch.split('/')[1])
        .sort(),
    );
    expect(touched).toEqual([[], ['o-2'], [], ['o-1', 'o-2']]);
  }, 300_000);

  it('a hold does not come back weeks late: what was useful for two days is dropped', async () => {
    await rules(quietUntilNoon);
    await rig.customers.hears('c-late', 'customer.updated', { zones: [{ zone: 'UTC', from: 'explicit' }] });
    const request = { purpose: 'service', channels: ['push'], usefulFor: '2 days' };
    await rig.customers.hears('c-late', 'contact.requested', request);
    await rig.storyUntil('c-late', 'verdict');
    await rig.worker.kill();
    await rig.keeper.forwardTo(MONDAY + (day + 21) * DAY + 13 * 3_600_000);
    await rig.worker.start();
    await rig.customers.hearsOfTheClock('c-late');
    await rig.storyUntil('c-late', 'touch.ended dropped');
    expect(rig.provider.to('c-late')).toEqual([]);
  }, 300_000);
});
