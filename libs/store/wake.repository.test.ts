import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Happening } from '#customer';
import type { TouchClass } from '#journey';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { eventually } from '../../test/temporal/patience.ts';
import { openStore, type StopTarget, type Store, type WakePage } from './index.ts';
import { LEASE_SECONDS } from './wake.repository.ts';

const { describe } = await servers('postgres');

const noon = Date.UTC(2026, 0, 1, 12);
const everything: StopTarget = { level: 'everything', target: '*' };
const sms: StopTarget = { level: 'channel', target: 'sms' };

describe('the waking of what a stop held', () => {
  const opened: Store[] = [];
  let stores: readonly [Store, Store];
  let store: Store;
  let database: pg.Pool;
  beforeEach(async () => {
    const { url } = await testDatabase();
    database = new pg.Pool({ connectionString: url, max: 1 });
    stores = [openStore({ databaseUrl: url, poolSize: 2 }), openStore({ databaseUrl: url, poolSize: 2 })];
    opened.push(...stores);
    [store] = stores;
  });
  afterEach(() => database.end());
  afterAll(() => Promise.all(opened.map((each) => each.close())));

  const verdict = (number: number, kind: 'hold' | 'send', ...rules: readonly string[]): Happening => ({
    kind: 'verdict',
    at: noon + number,
    touch: 't',
    number,
    verdict: {
      ...{
        touch: 't',
        at: noon + number,
        channel: 'sms',
        zones: [],
        iana: null,
        policy: 'p',
        winner: null,
        blockedBy: rules,
      },
      ...(kind === 'hold' ? { kind, until: noon + 9_000 } : { kind, validUntil: noon + 9_000 }),
      reasons: rules.map((rule) => ({
        ...{ rule, kind: 'stop', blocked: true, channel: 'sms', count: null, limit: null, nextAllowedAt: null },
      })),
    },
  });
  const planned: Happening = {
    kind: 'touch.planned',
    at: noon,
    touch: {
      ...{ id: 't', name: 'nudge', run: null, journey: null, stage: null, stall: null, entry: null, subject: null },
      ...{ arm: null, purpose: 'service', via: ['sms'], template: 'nudge', plannedAt: noon, usefulUntil: noon + 9_000 },
      ...{ topic: null, class: 'service', score: 0 },
    },
  };
  const ended: Happening = { kind: 'touch.ended', at: noon + 9, touch: 't', how: 'cancelled' };
  const heldUnder = (policy: string, number: number): Happening => {
    const given = verdict(number, 'hold', 'quiet-hours');
    return given.kind === 'verdict' ? { ...given, verdict: { ...given.verdict, policy } } : given;
  };
  const lives = (customerId: string, ...happened: readonly Happening[]) =>
    store.happenings.record(customerId, [planned, ...happened]);
  const held = (customerId: string, ...by: readonly string[]) =>
    lives(customerId, verdict(1, 'hold', ...(by.length > 0 ? by : ['stop:everything'])));

  const stopped = async (target: StopTarget, rate = 2) => {
    await store.stops.stop(target, noon);
    return (await store.stops.resume(target, noon, rate))?.wake ?? '';
  };
  const due = (from = store, of = 1) =>
    eventually(
      () => from.wakes.claim(),
      (pages) => pages.length === of,
      { what: 'a page that is due' },
    );
  /** Seconds between the claim of a page and the moment when the next is due. */
  const dueAfterClaim = async ({ wake, claimedUntil }: WakePage) => {
    const { rows } = await database.query<{ seconds: number }>(
      `SELECT (extract(epoch FROM next_at - $2::timestamptz) + ${LEASE_SECONDS})::float8 AS seconds FROM wakes WHERE id = $1`,
      [wake.id, claimedUntil],
    );
    return rows[0]?.seconds;
  };
  const onlyPage = async (from = store) => (await due(from))[0] as WakePage;
  /** The customers of a wake, page by page, to its end. */
  async function pagesOf(id: string): Promise<(readonly string[])[]> {
    const pages: (readonly string[])[] = [];
    while ((await store.wakes.find(id))?.how === null) {
      const page = await onlyPage();
      pages.push(page.customers);
      await store.wakes.advance(page);
    }
    return pages;
  }

  it('comes to each whom it holds still, by id, a second of its rate at a time', async () => {
    for (const id of ['c-5', 'c-3', 'c-1', 'c-2', 'c-4']) await held(id);
    await lives('c-0', verdict(1, 'hold', 'stop:everything'), ended);
    await lives('c-11', verdict(1, 'hold', 'stop:everything'), verdict(2, 'send'));
    await lives('c-12', verdict(1, 'hold', 'stop:everything'), verdict(2, 'hold', 'caps'));
    await lives('c-13');
    const id = await stopped(everything);
    expect(await store.wakes.left(id)).toBe(5);
    expect(await pagesOf(id)).toEqual([['c-1', 'c-2'], ['c-3', 'c-4'], ['c-5']]);
    expect(await store.wakes.find(id)).toMatchObject({ of: everything, rate: 2, woken: 5, how: 'all woken' });
    expect([await store.wakes.owed(), await store.wakes.left(id)]).toEqual([[], 0]);
  });

  it.each<{ what: string; target: StopTarget; customers: readonly string[] }>([
    { what: 'everything', target: everything, customers: ['c-all', 'c-two'] },
    { what: 'a channel', target: sms, customers: ['c-sms', 'c-two'] },
    { what: 'a stage', target: { level: 'stage', target: 'j/s' }, customers: ['c-stage'] },
    { what: 'one customer', target: { level: 'customer', target: 'c-one' }, customers: ['c-one'] },
  ])('after a stop of $what comes to those that this one holds', async ({ target, customers }) => {
    await held('c-all', 'stop:everything');
    await held('c-one', 'stop:customer:c-one');
    await held('c-rule', 'quiet-hours');
    await held('c-sms', 'stop:channel:sms');
    await held('c-stage', 'stop:stage:j/s');
    await held('c-two', 'stop:channel:sms', 'stop:everything');
    expect((await pagesOf(await stopped(target, 50))).flat()).toEqual(customers);
  });

  it('comes first to whom the most important was held of, and once to who has more than one', async () => {
    const holds = (customerId: string, touch: string, of: TouchClass) =>
      store.happenings.record(customerId, [
        { ...planned, touch: { ...planned.touch, id: touch, class: of } },
        { ...verdict(1, 'hold', 'stop:everything'), touch } as Happening,
      ]);
    await holds('a', 'a-1', 'marketing');
    await holds('b', 'b-1', 'regulatory');
    await holds('c', 'c-1', 'marketing');
    await holds('c', 'c-2', 'reminder');
    await holds('d', 'd-1', 'reminder');
    const id = await stopped(everything, 3);
    expect(await store.wakes.left(id)).toBe(4);
    const [first] = await due();
    expect(first?.customers).toEqual(['b', 'c', 'd']);
    await store.wakes.advance(first as WakePage);
    expect(await store.wakes.left(id)).toBe(1);
    expect(await pagesOf(id)).toEqual([['a']]);
    expect(await store.wakes.find(id)).toMatchObject({ woken: 4, how: 'all woken' });
  });

  it('after a change of the policy comes to all whom an earlier one holds', async () => {
    await held('c-rule', 'quiet-hours');
    await held('c-stop', 'stop:everything');
    await lives('c-sent', verdict(1, 'send'));
    expect((await pagesOf(await store.wakes.owe({ level: 'policy', target: 'abc' }))).flat()).toEqual([
      'c-rule',
      'c-stop',
    ]);
  });

  it('after a change of the policy misses nobody whom the new one holds by something more important meanwhile', async () => {
    await held('b', 'quiet-hours');
    await held('c', 'quiet-hours');
    const late = { ...verdict(1, 'hold', 'quiet-hours'), touch: 'late' } as Happening;
    for (const customer of ['a', 'd'])
      await store.happenings.record(customer, [
        { ...planned, touch: { ...planned.touch, id: 'late', class: 'marketing' } },
        late,
      ]);
    const id = await store.wakes.owe({ level: 'policy', target: 'new' }, 2);
    const first = await onlyPage();
    expect(first.customers).toEqual(['b', 'c']);
    await store.wakes.advance(first);
    await lives('a', heldUnder('new-policy', 1));
    expect(await store.wakes.left(id)).toBe(2);
    expect((await pagesOf(id)).flat()).toEqual(['a', 'd']);
  });

  it('after a change of the policy comes to nobody whom the new one has asked about', async () => {
    await lives('c-new', heldUnder('new-policy', 1));
    await lives('c-old', heldUnder('new-policy', 1), heldUnder('old-policy', 2));
    expect((await pagesOf(await store.wakes.owe({ level: 'policy', target: 'new' }))).flat()).toEqual(['c-old']);
  });

  it('is one however often it is asked for, at the rate said last', async () => {
    await held('c');
    const id = await stopped(everything, 1);
    const again = await Promise.all(stores.map((each) => each.stops.resume(everything, noon + 1)));
    expect(again.map((lifted) => [lifted?.wasLifted, lifted?.wake])).toEqual([
      [true, id],
      [true, id],
    ]);
    expect(await store.wakes.owed()).toMatchObject([{ id, rate: 1 }]);
    await store.stops.resume(everything, noon + 2, 7);
    expect(await store.wakes.owed()).toMatchObject([{ id, rate: 7 }]);
  });

  it('is in the hands of one process at a time', async () => {
    for (const id of ['c-1', 'c-2', 'c-3', 'c-4']) await held(id);
    await stopped(everything);
    const claims = await Promise.all([...stores, ...stores].map((each) => each.wakes.claim()));
    expect(claims.flat().map(({ customers }) => customers)).toEqual([['c-1', 'c-2']]);
  });

  it('is no faster than its rate, however many could go on with it', async () => {
    for (const id of ['c-1', 'c-2']) await held(id);
    const id = await stopped(everything, 0.01);
    await store.wakes.advance(await onlyPage());
    expect(await store.wakes.find(id)).toMatchObject({ woken: 1, idleMs: 0, how: null });
    expect(await Promise.all(stores.map((each) => each.wakes.claim()))).toEqual([[], []]);
  });

  it('shares with others that are owed: together they are no faster than the fastest alone', async () => {
    for (let nth = 0; nth < 20; nth += 1) await held(`c-${10 + nth}`, 'stop:channel:sms', 'stop:everything');
    const id = await stopped(sms, 4);
    const other = await stopped(everything, 10);
    const pages = await due(store, 2);
    expect(pages.map(({ wake, customers }) => [wake.id, wake.share, customers.length])).toEqual([
      [id, 2, 2],
      [other, 5, 5],
    ]);
    expect(await store.wakes.owed()).toMatchObject([{ share: 2 }, { rate: 10, share: 5 }]);
    await store.stops.stop(everything, noon);
    await store.wakes.advance(pages[0] as WakePage);
    expect(await onlyPage()).toMatchObject({ wake: { id, share: 4 }, customers: ['c-12', 'c-13', 'c-14', 'c-15'] });
  });

  it('has its next page due when its share, not its rate, allows', async () => {
    for (const id of ['c-1', 'c-2']) await held(id, 'stop:channel:sms', 'stop:everything');
    await stopped(sms, 0.02);
    await stopped(everything, 0.1);
    const pages = await due(store, 2);
    for (const page of pages) await store.wakes.advance(page);
    expect(await Promise.all(pages.map(dueAfterClaim))).toEqual([100, 20]);
  });

  it('goes on with another process where one died, without those who were asked about meanwhile', async () => {
    for (const id of ['c-1', 'c-2', 'c-3']) await held(id);
    const id = await stopped(everything);
    const lost = await onlyPage();
    await store.happenings.record('c-1', [verdict(2, 'send')]);
    const [found] = await eventually(
      () => stores[1].wakes.claim(),
      (pages) => pages.length === 1,
      { what: 'the claim to lapse', within: 30_000 },
    );
    expect(found?.customers).toEqual(['c-2', 'c-3']);
    // Who comes back from the dead moves nothing.
    expect(await store.wakes.advance(lost)).toBe(false);
    expect(await store.wakes.find(id)).toMatchObject({ woken: 0, how: null });
    expect(await store.wakes.advance(found as WakePage)).toBe(true);
  }, 60_000);

  it('ends when the same is stopped again; another stop leaves it alone', async () => {
    for (const id of ['c-1', 'c-2', 'c-3']) await held(id);
    const id = await stopped(everything);
    const page = await onlyPage();
    await store.stops.stop(sms, noon);
    expect(await store.wakes.find(id)).toMatchObject({ how: null });
    await store.stops.stop(everything, noon);
    expect(await store.wakes.advance(page)).toBe(false);
    expect(await store.wakes.find(id)).toMatchObject({ how: 'stopped again', woken: 0 });
    expect(await store.wakes.claim()).toEqual([]);
    const next = (await store.stops.resume(everything, noon, 50))?.wake ?? '';
    expect(next).not.toBe(id);
    expect(await pagesOf(next)).toEqual([['c-1', 'c-2', 'c-3']]);
  });

  it('passes over any number of open touches that nothing holds', async () => {
    for (let hundred = 0; hundred < 51; hundred += 1)
      await Promise.all(Array.from({ length: 100 }, (_, nth) => lives(`a-${hundred}-${nth}`)));
    await held('b');
    expect(await pagesOf(await stopped(everything))).toEqual([[], ['b']]);
  }, 60_000);
});
