import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Happening } from '#customer';
import type { PlannedActivity } from '#journey';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { openStore, type Store } from './index.ts';

const { describe } = await servers('postgres');
const noon = Date.UTC(2026, 0, 1, 12);
const minute = 60_000;

const place = { run: 'limit/l-1/1', journey: 'limit', stage: 'told', stall: 'refresh-limit', entry: 1 };
const activity: PlannedActivity = {
  ...{ ...place, id: 'limit/l-1/1/told/refresh-limit/1', name: 'refresh-limit', subject: 'l-1', arm: null },
  plannedAt: noon,
};
const planned: Happening = { kind: 'activity.planned', at: noon, activity };
const cancelled: Happening = { kind: 'activity.cancelled', at: noon + minute, activity, because: 'run ended' };
const ended = (how: 'done' | 'cancelled'): Happening => ({
  ...{ kind: 'activity.ended', at: noon + 2 * minute, activity, how, detail: null },
});

describe('an activity, written down', () => {
  let store: Store;
  beforeAll(async () => {
    store = openStore({ databaseUrl: (await testDatabase()).url });
  });
  afterAll(() => store.close());

  const begin = (customerId: string) => store.activities.begin(customerId, activity, noon + minute);
  const close = (customerId: string) => store.activities.close(customerId, activity, noon + minute);
  const storyOf = async (customerId: string) =>
    (await store.timeline.ofCustomer(customerId)).map(({ at, kind, what }) => [
      (at - noon) / minute,
      kind,
      what['how'] ?? null,
    ]);

  it('may begin again and again until it has ended', async () => {
    expect([await begin('c-1'), await begin('c-1')]).toEqual([true, true]);
    await store.happenings.record('c-1', [planned, ended('done')]);
    expect(await begin('c-1')).toBe(false);
  });

  it('that was closed before it began never begins', async () => {
    expect([await close('c-2'), await begin('c-2'), await close('c-2')]).toEqual([false, false, false]);
    expect(await store.activities.hasBegun('c-2', activity.id)).toBe(false);
  });

  it('that has begun is not closed any more, and who closes it is told so', async () => {
    expect([await begin('c-3'), await close('c-3'), await begin('c-3')]).toEqual([true, true, true]);
    expect(await store.activities.hasBegun('c-3', activity.id)).toBe(true);
  });

  it.each([
    { order: 'before it begins', tell: ['record', 'begin'] },
    { order: 'after it has begun', tell: ['begin', 'record'] },
  ] as const)('is one row, whether it is recorded $order', async ({ order, tell }) => {
    for (const one of tell) await (one === 'begin' ? begin(order) : store.happenings.record(order, [planned]));
    await store.happenings.record(order, [cancelled]);
    await store.happenings.record(order, [ended('done')]);
    await store.happenings.record(order, [planned, cancelled]);
    expect(await storyOf(order)).toEqual([
      [0, 'activity.planned', 'done'],
      [1, 'activity.cancelled', 'done'],
      [2, 'activity.ended', 'done'],
    ]);
  });

  it('has the end that was told first, whatever a workflow that was reset tells', async () => {
    await store.happenings.record('c-5', [planned, ended('done')]);
    await store.happenings.record('c-5', [{ ...ended('cancelled'), at: noon + 9 * minute }]);
    expect((await storyOf('c-5')).at(-1)).toEqual([2, 'activity.ended', 'done']);
  });

  it('that was closed has ended then, whenever the workflow hears of it', async () => {
    await close('c-4');
    await store.happenings.record('c-4', [planned, cancelled, ended('cancelled')]);
    expect(await storyOf('c-4')).toEqual([
      [0, 'activity.planned', 'cancelled'],
      [1, 'activity.cancelled', 'cancelled'],
      [1, 'activity.ended', 'cancelled'],
    ]);
  });
});
