import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { PolicySet } from '#policy';
import { servers } from '../harness/index.ts';
import { eventually } from './patience.ts';
import { delivered } from './provider.ts';
import { Rig } from './rig.ts';

const { describe } = await servers('postgres', 'temporal');

describe('the policy of the day, on a real Temporal', () => {
  let folder: string;
  let rig: Rig;

  /** In one go: a worker that reads it meanwhile finds the old one or the new one. */
  async function isInForce(set: Partial<PolicySet>): Promise<void> {
    const fresh = join(folder, 'fresh.json');
    await writeFile(fresh, JSON.stringify({ name: 'today', rules: [], ...set }));
    await rename(fresh, join(folder, 'policy.json'));
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tendril-policy-'));
    await isInForce({});
    rig = await Rig.open({ speed: 300, policyFile: join(folder, 'policy.json') });
    await rig.worker.start();
  }, 300_000);

  beforeEach(() => rig.provider.answers(() => delivered));

  afterAll(async () => {
    await rig.close();
    await rm(folder, { recursive: true });
  });

  describe('on the text as it goes out', () => {
    const noPush = { id: 'today.no-push', kind: 'forbidden', channels: ['push'], words: ['come-back', 'requested'] };

    beforeEach(() => isInForce({ content: [noPush] } as Partial<PolicySet>));

    it('does not send what fails, says why, and falls back to the next channel, whose slot is not used up', async () => {
      const one = { id: 'today.one', kind: 'cap', countOn: 'attempt', limit: 1, onBlock: 'hold' } as const;
      await isInForce({ rules: [{ ...one, window: { rolling: '24h' } }], content: [noPush] } as Partial<PolicySet>);
      await rig.customers.visits('c-unfit');
      const story = await rig.storyUntil('c-unfit', 'touch.ended');
      expect(story.filter((line) => line.startsWith('attempt.ended'))).toEqual([
        'attempt.ended push failed',
        'attempt.ended sms delivered',
      ]);
      expect(rig.provider.to('c-unfit').map(({ channel }) => channel)).toEqual(['sms']);
      const attempts = await rig.store.touches.attemptsOf('c-unfit', 'nudge/o-1/1/order/nudge/1');
      expect(attempts.map(({ channel, detail }) => ({ channel, detail }))).toEqual([
        { channel: 'push', detail: expect.stringMatching(/^\[today\.no-push\] .*"come-back", which must not be said/) },
        { channel: 'sms', detail: null },
      ]);
    });

    it('looks at what other systems request as well', async () => {
      const request = { purpose: 'service', channels: ['push'], template: 'requested' };
      await rig.customers.hears('c-unfit-request', 'contact.requested', request);
      expect(await rig.storyUntil('c-unfit-request', 'touch.ended')).toEqual([
        'touch.planned failed',
        'verdict push',
        'attempt.started push failed',
        'attempt.ended push failed',
        'touch.ended failed',
      ]);
      expect(rig.provider.to('c-unfit-request')).toEqual([]);
    });
  });

  describe('when the customer says stop', () => {
    const closed = { id: 'today.closed', kind: 'consent', needs: 'no objection', onBlock: 'drop' } as const;
    const never = {
      id: 'today.never',
      kind: 'suppress',
      flags: ['vulnerable'],
      onBlock: 'hold',
    } as const;

    beforeEach(() => isInForce({ rules: [closed, never] }));

    it('drops at once what is held, and sends nothing', async () => {
      const until = new Date(rig.clock.now() + 5 * 3_600_000).toISOString();
      await rig.customers.hears('c-says-stop', 'customer.flagged', { flag: 'vulnerable', until });
      await rig.customers.visits('c-says-stop');
      await eventually(
        () => rig.customers.standing('c-says-stop'),
        ({ touches }) => touches[0]?.state === 'held',
      );
      await rig.customers.hears('c-says-stop', 'message.received', { channel: 'push', asks: 'stop' });
      const story = await rig.storyUntil('c-says-stop', 'touch.ended');
      expect(story.at(-1)).toBe('touch.ended order dropped');
      expect(rig.provider.to('c-says-stop')).toEqual([]);
      const verdicts = await rig.store.touches.verdictsOf('c-says-stop', 'nudge/o-1/1/order/nudge/1');
      expect(verdicts.map(({ kind, blockedBy }) => `${kind} ${blockedBy.join()}`)).toEqual([
        'hold today.never',
        'drop today.closed,today.never',
      ]);
    });
  });

  describe('when a person is to take over', () => {
    const toPeople = { id: 'today.people', kind: 'suppress', flags: ['vulnerable'], onBlock: 'human' } as const;
    const tasks = { level: 'channel', target: 'task' } as const;

    beforeEach(() => isInForce({ rules: [toPeople] }));

    it('holds what the tasks are stopped for, and hands it over once when they go on', async () => {
      await rig.store.stops.stop(tasks, rig.clock.now());
      await rig.customers.hears('c-for-people', 'customer.flagged', { flag: 'vulnerable' });
      await rig.customers.visits('c-for-people');
      await rig.storyUntil('c-for-people', 'verdict');
      const held = await rig.customers.standing('c-for-people');
      expect(held.touches).toMatchObject([{ state: 'held' }]);

      await rig.store.stops.resume(tasks, rig.clock.now());
      await rig.customers.looksAgain('c-for-people', { because: 'resumed' });
      await rig.storyUntil('c-for-people', 'touch.ended');
      expect(rig.provider.to('c-for-people').map(({ channel }) => channel)).toEqual(['task']);
      const verdicts = await rig.store.touches.verdictsOf('c-for-people', 'nudge/o-1/1/order/nudge/1');
      expect(verdicts.map(({ kind, blockedBy }) => `${kind} ${blockedBy.join()}`)).toEqual([
        'hold stop:channel:task,today.people',
        'human today.people',
      ]);
    });
  });

  it('stands under what a journey adds to it, which travels with the definition', async () => {
    await isInForce({});
    await rig.customers.hears('c-asked', 'visit.ended', { visitId: 'v-1' });
    await rig.storyUntil('c-asked', 'touch.ended');
    await rig.customers.hears('c-asked', 'visit.ended', { visitId: 'v-2' });
    const story = await rig.storyUntil('c-asked', 'touch.ended', 2);
    expect(story.filter((line) => line.startsWith('touch.ended'))).toEqual([
      'touch.ended rated sent',
      'touch.ended rated dropped',
    ]);
    const [verdict] = await rig.store.touches.verdictsOf('c-asked', 'ask/v-2/1/rated/ask/1');
    expect(verdict).toMatchObject({ kind: 'drop', blockedBy: ['ask.seldom'] });
    expect(rig.provider.to('c-asked')).toHaveLength(1);
  });

  it('looks first whether the customer is held out, and at nothing else then', async () => {
    const consent = { id: 'today.consent', kind: 'consent', onBlock: 'drop' } as const;
    const out = { id: 'today.out', kind: 'holdout', percent: 100, salt: 's', onBlock: 'drop' } as const;
    await isInForce({ rules: [consent, out] });
    await rig.customers.visits('c-held-out');
    await rig.storyUntil('c-held-out', 'touch.ended');
    const [verdict] = await rig.store.touches.verdictsOf('c-held-out', 'nudge/o-1/1/order/nudge/1');
    expect(verdict).toMatchObject({ kind: 'drop', blockedBy: ['today.out'], reasons: [{ rule: 'today.out' }] });
    expect(rig.provider.to('c-held-out')).toEqual([]);
  });
});
