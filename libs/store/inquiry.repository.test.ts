import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { openStore, type Store } from './index.ts';

const { describe } = await servers('postgres');

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const noon = Date.UTC(2026, 0, 1, 12);

describe('what is asked of providers about attempts', () => {
  let stores: readonly Store[];
  let store: Store;
  let database: pg.Pool;
  beforeAll(async () => {
    const { url } = await testDatabase();
    stores = Array.from({ length: 4 }, () => openStore({ databaseUrl: url, poolSize: 2 }));
    [store] = stores as [Store];
    database = new pg.Pool({ connectionString: url, max: 1 });
  });
  afterAll(() => Promise.all([database.end(), ...stores.map((each) => each.close())]));

  /** Begun at noon and handed over, to be asked about ten minutes later. */
  async function accepted(customerId: string, channel: string, askAt: number | null = noon + 10 * MINUTE) {
    const attempt = 't/1';
    const started = { kind: 'attempt.started', at: noon, touch: 't', attempt, channel } as const;
    await store.dispatches.begin({ customerId, attempt, touch: 't', channel, provider: 'p', stops: [], at: noon });
    await store.dispatches.end({ customerId, attempt, result: { kind: 'accepted' }, reference: 'r', askAt, at: noon });
    await store.happenings.record(customerId, [started]);
  }

  const ended = (customerId: string, channel: string, outcome: 'unknown' | 'delivered', at: number) =>
    store.happenings.record(customerId, [
      { kind: 'attempt.ended', at, touch: 't', attempt: 't/1', channel, outcome, disposition: null, detail: 'silent' },
    ]);
  const claim = async (channel: string, at: number, from = store, limit = 100) =>
    (await from.inquiries.claim({ at, channels: [channel], withinMs: 24 * HOUR, limit })).map((one) => one.customerId);
  const openOn = async (channel: string, unknown = false) =>
    (await store.inquiries.open({ unknown, limit: 1_000 })).filter((one) => one.channel === channel);

  it('is asked at twice its age again and again, and no more after a day', async () => {
    await accepted('c', 'doubling');
    const asked: number[] = [];
    for (let minutes = 0; minutes < 3 * 24 * 60; minutes += 10) {
      if ((await claim('doubling', noon + minutes * MINUTE)).length > 0) asked.push(minutes);
    }
    expect(asked).toEqual([10, 20, 40, 80, 160, 320, 640, 1280]);
    expect(await openOn('doubling')).toMatchObject([{ state: 'awaited', asked: 8, askAt: null }]);
  });

  it('is asked by one process only, however many want to ask, and in portions', async () => {
    for (let nth = 0; nth < 40; nth++) await accepted(`c-${nth}`, 'many');
    const claims = await Promise.all(stores.map((each) => claim('many', noon + HOUR, each, 7)));
    expect(claims.map((some) => some.length)).toEqual([7, 7, 7, 7]);
    expect(new Set(claims.flat()).size).toBe(28);
    expect(await claim('many', noon + HOUR)).toHaveLength(12);
    expect(await claim('many', noon + HOUR)).toEqual([]);
  });

  it('is not asked about what has got an outcome meanwhile, nor on a channel that cannot be asked', async () => {
    await accepted('called back', 'settled');
    await ended('called back', 'settled', 'delivered', noon + MINUTE);
    await accepted('deaf', 'deaf', null);
    expect(await claim('settled', noon + HOUR)).toEqual([]);
    expect(await claim('settled', noon + 20 * HOUR)).toEqual([]);
    expect(await claim('deaf', noon + HOUR)).toEqual([]);
    await accepted('other', 'other');
    expect(await claim('settled', noon + HOUR)).toEqual([]);
  });

  it('keeps nobody waiting behind those that have got an outcome meanwhile', async () => {
    for (let nth = 0; nth < 8; nth++) {
      await accepted(`known-${nth}`, 'crowded', noon + MINUTE);
      await ended(`known-${nth}`, 'crowded', 'delivered', noon + MINUTE);
    }
    await accepted('in doubt', 'crowded', noon + 2 * MINUTE);
    expect(await claim('crowded', noon + HOUR, store, 3)).toEqual(['in doubt']);
    const { rows } = await database.query(
      `SELECT FROM dispatches WHERE channel = 'crowded' AND asked = 0 AND ask_at IS NOT NULL`,
    );
    expect(rows).toEqual([]);
  });

  it('is counted from when it is due until it is asked or known, on channels that can be asked', async () => {
    for (const customerId of ['counted-1', 'counted-2', 'counted-3']) await accepted(customerId, 'counted');
    await accepted('counted-4', 'silent');
    const waiting = (minutes: number, ...channels: readonly string[]) =>
      store.inquiries.waiting({ at: noon + minutes * MINUTE, channels });
    expect(await waiting(9, 'counted')).toEqual([]);
    expect(await waiting(10, 'counted')).toEqual([{ channel: 'counted', waiting: 3 }]);
    expect(await waiting(10, 'counted', 'silent')).toHaveLength(2);
    await ended('counted-1', 'counted', 'delivered', noon + MINUTE);
    await claim('counted', noon + 10 * MINUTE, store, 1);
    expect(await waiting(11, 'counted')).toEqual([{ channel: 'counted', waiting: 1 }]);
  });

  it('is put off, unasked, while its channel cannot be asked, and not due for ever', async () => {
    await accepted('put off', 'muted');
    const next = async () => {
      const [{ asked, askAt } = { asked: null, askAt: null }] = await openOn('muted');
      return [asked, askAt === null ? null : (askAt - noon) / MINUTE];
    };
    await claim('another', noon + 15 * MINUTE);
    expect(await next()).toEqual([0, 30]);
    expect(await claim('muted', noon + 40 * MINUTE)).toEqual(['put off']);
    expect(await next()).toEqual([1, 80]);
    await claim('another', noon + 13 * HOUR);
    expect(await next()).toEqual([1, null]);
  });

  it('is listed while it is awaited and when it is unknown, until it is known, however long ago that was', async () => {
    await accepted('c-listed', 'listed');
    expect(await openOn('listed', true)).toEqual([]);
    expect(await openOn('listed')).toMatchObject([{ customerId: 'c-listed', state: 'awaited', reference: 'r' }]);
    await ended('c-listed', 'listed', 'unknown', noon + 24 * HOUR);
    expect(await openOn('listed', true)).toMatchObject([{ state: 'unknown', detail: 'silent', begunAt: noon }]);
    await ended('c-listed', 'listed', 'delivered', noon + MINUTE);
    expect(await openOn('listed')).toEqual([]);
  });
});
