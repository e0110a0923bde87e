import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { servers } from '../harness/index.ts';
import { eventually } from './patience.ts';
import { delivered } from './provider.ts';
import { Rig } from './rig.ts';

const { describe } = await servers('postgres', 'temporal');

/** The worker performs one activity at a time: while one hangs, no other begins. */
describe('an activity that a journey names', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.open({ speed: 300, remoteAtOnce: 1 });
    await rig.worker.start();
  }, 300_000);

  beforeEach(() => rig.provider.answers(() => delivered));

  afterAll(() => rig.close());

  const asks = (customerId: string) => rig.customers.hears(customerId, 'limit.asked', { limitId: 'l-1' });
  const keysOf = (customerId: string) => rig.provider.to(customerId).map(({ key }) => key);
  const isCalled = (customerId: string) =>
    eventually(
      () => rig.provider.to(customerId).length,
      (calls) => calls === 1,
    );

  it('is done once, under its key, and no verdict is asked for', async () => {
    await asks('c-done');
    await rig.storyUntil('c-done', 'activity.ended');
    await rig.customers.hears('c-done', 'limit.known', { limitId: 'l-1' });
    await rig.customers.isOver('c-done');
    expect(await rig.story('c-done')).toEqual([
      'run.started',
      'stage.entered told',
      'stall.fired told activity',
      'activity.planned told done',
      'activity.ended told done',
      'stage.done told',
      'run.ended goal',
    ]);
    expect(keysOf('c-done')).toEqual(['c-done/limit/l-1/1/told/refresh-limit/1']);
  }, 300_000);

  it('is killed in the middle: the same key again, and it ends as done, once', async () => {
    let isFirst = true;
    rig.provider.answers(() => {
      if (!isFirst) return delivered;
      isFirst = false;
      return new Promise(() => undefined);
    });
    await asks('c-killed');
    await isCalled('c-killed');
    await rig.worker.kill();
    await rig.worker.start();
    const story = await rig.storyUntil('c-killed', 'activity.ended');
    expect(story.filter((line) => line.startsWith('activity.'))).toEqual([
      'activity.planned told done',
      'activity.ended told done',
    ]);
    expect(keysOf('c-killed')).toHaveLength(2);
    expect(new Set(keysOf('c-killed')).size).toBe(1);
  }, 300_000);

  it('is tried again when it throws, and has failed when it says that this will not help', async () => {
    let calls = 0;
    rig.provider.answers(() => ({ kind: (calls += 1) === 1 ? 'busy' : 'refused' }));
    await asks('c-failed');
    expect(await rig.storyUntil('c-failed', 'activity.ended')).toContain('activity.ended told failed');
    expect(calls).toBe(2);
    const [ended] = (await rig.store.timeline.ofCustomer('c-failed')).filter(({ kind }) => kind === 'activity.ended');
    expect(ended?.what).toMatchObject({ name: 'refresh-limit', detail: 'No such limit.' });
  }, 300_000);

  it('is cancelled by an exit before it began, and never done; one that had begun is done', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    rig.provider.answers(() => held.then(() => delivered));
    await asks('c-first');
    await isCalled('c-first');
    await asks('c-left');
    await rig.storyUntil('c-left', 'activity.planned');
    await rig.customers.hears('c-left', 'customer.left');
    expect(await rig.storyUntil('c-left', 'activity.ended')).toEqual([
      'run.started',
      'stage.entered told',
      'stall.fired told activity',
      'activity.planned told cancelled',
      'activity.cancelled told cancelled',
      'run.ended exit',
      'activity.ended told cancelled',
    ]);
    await rig.customers.hears('c-first', 'customer.left');
    await rig.storyUntil('c-first', 'activity.cancelled');
    release();
    expect(await rig.storyUntil('c-first', 'activity.ended')).toContain('activity.ended told done');
    await asks('c-last');
    await rig.storyUntil('c-last', 'activity.ended');
    expect(keysOf('c-left')).toEqual([]);
  }, 300_000);
});
