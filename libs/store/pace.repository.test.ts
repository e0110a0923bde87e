import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Pace, PaceLimit } from '#channels';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { eventually } from '../../test/temporal/patience.ts';
import { openStore, type Store } from './index.ts';

const { describe } = await servers('postgres');

const HOUR = 3_600_000;
const limit = (channel: string | null, { starts = null, withinMs = null, atOnce = null }: Partial<PaceLimit> = {}) => ({
  channel,
  starts,
  withinMs,
  atOnce,
});
const pace = (...limits: readonly PaceLimit[]): Pace => ({ limits, leaseMs: HOUR, keptMs: HOUR });
const calls = (atOnce: number): Pace => pace(limit(null), limit('call', { atOnce }));

interface Waiting {
  readonly touch: string;
  readonly channel?: string;
  readonly class?: number;
  readonly score?: number;
  readonly journey?: string;
  readonly mayRepeat?: boolean;
}

describe('the pace of a provider', () => {
  let stores: readonly Store[];
  let store: Store;
  let database: pg.Pool;
  let provider: string;
  let tests = 0;

  beforeAll(async () => {
    const { url } = await testDatabase();
    stores = Array.from({ length: 3 }, () => openStore({ databaseUrl: url, poolSize: 8 }));
    store = openStore({ databaseUrl: url });
    database = new pg.Pool({ connectionString: url, max: 2 });
  });
  beforeEach(() => {
    provider = `provider-${++tests}`;
  });
  afterAll(() => Promise.all([...stores.map((each) => each.close()), store.close(), database.end()]));

  const begin = (who: Waiting, its: Pace, through = store) =>
    through.dispatches.begin({
      customerId: provider,
      attempt: `${who.touch}/1`,
      touch: who.touch,
      channel: who.channel ?? 'call',
      provider,
      stops: [{ level: 'journey', target: `${provider} of ${who.journey ?? 'a'}` }],
      at: 1_000,
      turn: {
        pace: its,
        class: who.class ?? 1,
        score: who.score ?? 0,
        journey: who.journey ?? 'a',
        mayRepeat: who.mayRepeat ?? true,
      },
    });
  const kind = async (who: Waiting, its: Pace) => (await begin(who, its)).kind;
  const free = (touch: string) => store.paces.free(provider, [`${touch}/1`]);
  const counted = async (channel = 'call') => {
    const rows = await database.query<{ waiting: number; held: number }>(
      `SELECT (SELECT count(*)::int FROM pace_waiting WHERE provider = $1 AND channel = $2) AS waiting,
              (SELECT count(*)::int FROM pace_slots WHERE provider = $1 AND channel = $2 AND until > now()) AS held`,
      [provider, channel],
    );
    return rows.rows[0];
  };

  /** One call at a time is let through, `busy` first; all that wait ask again and again, the least important first. */
  async function orderFrom(busy: string, waiting: readonly Waiting[], its: Pace): Promise<string[]> {
    for (const who of waiting) expect(await kind(who, its)).toBe('waits');
    const order: string[] = [];
    const left = new Map(waiting.map((who) => [who.touch, who]));
    for (let done = busy; left.size > 0;) {
      await free(done);
      for (const who of [...left.values()].reverse()) {
        if ((await kind(who, its)) !== 'first') continue;
        left.delete(who.touch);
        order.push((done = who.touch));
      }
    }
    return order;
  }

  async function orderOf(waiting: readonly Waiting[]): Promise<string[]> {
    expect(await kind({ touch: 'first' }, calls(1))).toBe('first');
    return orderFrom('first', waiting, calls(1));
  }

  it('lets so many be in progress and no more, however many ask at once from several processes', async () => {
    const begun = await Promise.all(
      Array.from({ length: 60 }, (_, nth) => begin({ touch: `t-${nth}` }, calls(5), stores[nth % 3])),
    );
    expect(begun.filter((one) => one.kind === 'first')).toHaveLength(5);
    expect(begun.filter((one) => one.kind === 'waits')).toHaveLength(55);
    expect(await counted()).toEqual({ waiting: 55, held: 5 });
  });

  it('never exceeds either limit while calls come and go, and every one has its turn', async () => {
    const both = pace(
      limit(null, { atOnce: 4 }),
      limit('call', { starts: 6, withinMs: 200 }),
      limit('sms', { atOnce: 2 }),
    );
    const inProgress = { call: 0, sms: 0 };
    const most = { call: 0, sms: 0, all: 0 };
    const lane = async (lane: number) => {
      const channel = lane % 2 === 0 ? 'call' : 'sms';
      for (let nth = 0; nth < 6; nth++) {
        const who = { touch: `${lane}-${nth}`, channel, journey: `j-${lane % 3}` };
        for (;;) {
          const begun = await begin(who, both, stores[lane % 3]);
          if (begun.kind === 'first') break;
          if (begun.kind !== 'waits') throw new Error(`It ${begun.kind} instead.`);
          await new Promise((resolve) => setTimeout(resolve, Math.min(begun.pauseMs, 50)));
        }
        inProgress[channel]++;
        most[channel] = Math.max(most[channel], inProgress[channel]);
        most.all = Math.max(most.all, inProgress.call + inProgress.sms);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inProgress[channel]--;
        await free(who.touch);
      }
    };
    await Promise.all(Array.from({ length: 12 }, (_, nth) => lane(nth)));
    const { rows } = await database.query<{ channel: string; at: number }>(
      'SELECT channel, extract(epoch FROM started_at)::float8 * 1000 AS at FROM pace_slots WHERE provider = $1 ORDER BY 2',
      [provider],
    );
    const starts = rows.filter(({ channel }) => channel === 'call').map(({ at }) => at);
    const tightest = Math.min(...starts.slice(6).map((at, nth) => at - (starts[nth] ?? 0)));
    expect(rows).toHaveLength(72);
    expect(most.all).toBeLessThanOrEqual(4);
    expect(most.sms).toBeLessThanOrEqual(2);
    // Of any seven starts the last comes a window after the first.
    expect(tightest).toBeGreaterThanOrEqual(199.9);
    expect(await counted('call')).toEqual({ waiting: 0, held: 0 });
  });

  it('lets class go before score, score before turn, and who came first before who came later', async () => {
    const waiting = [
      { touch: 'marketing', class: 4, score: 100 },
      { touch: 'late service', class: 1, score: 5 },
      { touch: 'service', class: 1, score: 7 },
      { touch: 'reminder', class: 2, score: 9 },
      { touch: 'later service', class: 1, score: 5 },
    ];
    expect(await orderOf(waiting)).toEqual(['service', 'late service', 'later service', 'reminder', 'marketing']);
  });

  it('lets the journeys take turns: a flood of one does not drown another that comes later', async () => {
    const flood = Array.from({ length: 6 }, (_, nth) => ({ touch: `a${nth}`, journey: 'a' }));
    const later = [
      { touch: 'b0', journey: 'b' },
      { touch: 'b1', journey: 'b' },
      { touch: 'c0', journey: 'c' },
    ];
    expect(await orderOf([...flood, ...later])).toEqual(['a0', 'b0', 'c0', 'a1', 'b1', 'a2', 'a3', 'a4', 'a5']);
  });

  it('lets a journey that was idle save up no turns', async () => {
    const a = Array.from({ length: 5 }, (_, nth) => ({ touch: `a${nth}`, journey: 'a' }));
    expect(await orderOf(a.slice(0, 1))).toEqual(['a0']);
    for (const who of a.slice(1)) await begin(who, calls(1));
    await free('a0');
    expect(await kind({ touch: 'a1', journey: 'a' }, calls(1))).toBe('first');
    const b = ['b0', 'b1'].map((touch) => ({ touch, journey: 'b' }));
    expect(await orderFrom('a1', [...a.slice(2), ...b], calls(1))).toEqual(['a2', 'b0', 'a3', 'b1', 'a4']);
  });

  it('lets a channel with room go past those who wait for a full one of the same provider', async () => {
    const its = pace(limit(null, { atOnce: 3 }), limit('call', { atOnce: 1 }), limit('sms'));
    expect(await kind({ touch: 'c0' }, its)).toBe('first');
    expect(await kind({ touch: 'c1', class: 0 }, its)).toBe('waits');
    expect(await kind({ touch: 's0', channel: 'sms', class: 4 }, its)).toBe('first');
    expect(await kind({ touch: 's1', channel: 'sms', class: 4 }, its)).toBe('first');
    expect(await kind({ touch: 's2', channel: 'sms', class: 4 }, its)).toBe('waits');
    await free('c0');
    expect(await kind({ touch: 's2', channel: 'sms', class: 4 }, its)).toBe('waits');
    expect(await kind({ touch: 'c1', class: 0 }, its)).toBe('first');
  });

  it('gives a slot back when its time is up, although nobody told an outcome', async () => {
    const short = { ...calls(1), leaseMs: 300 };
    expect(await kind({ touch: 'silent' }, short)).toBe('first');
    expect(await kind({ touch: 'next' }, short)).toBe('waits');
    expect(
      await eventually(
        () => kind({ touch: 'next' }, short),
        (answer) => answer === 'first',
      ),
    ).toBe('first');
  });

  it('forgets who has stopped asking: a crash holds up nobody for longer than it was told to pause', async () => {
    const its = calls(1);
    await begin({ touch: 'first' }, its);
    await begin({ touch: 'crashed', class: 0 }, its);
    await begin({ touch: 'behind' }, its);
    await free('first');
    expect(await kind({ touch: 'behind' }, its)).toBe('waits');
    await database.query(`UPDATE pace_waiting SET until = now() WHERE provider = $1 AND touch = 'crashed'`, [provider]);
    expect(await kind({ touch: 'behind' }, its)).toBe('first');
  });

  it('keeps the place of a touch that comes back under a new attempt', async () => {
    const its = calls(1);
    await begin({ touch: 'first' }, its);
    await begin({ touch: 'early' }, its);
    await begin({ touch: 'late' }, its);
    await free('first');
    const asked = { touch: 'early', channel: 'call', provider, customerId: provider, stops: [], at: 1_000 };
    const turn = { pace: its, class: 1, score: 0, journey: 'a', mayRepeat: true };
    expect(await kind({ touch: 'late' }, its)).toBe('waits');
    expect(await store.dispatches.begin({ ...asked, attempt: 'early/2', turn })).toEqual({ kind: 'first' });
  });

  it('lets interrupted attempts go on in their own slots, whoever waits: they wait for those very slots', async () => {
    const its = calls(2);
    for (const touch of ['killed-1', 'killed-2']) expect(await kind({ touch }, its)).toBe('first');
    for (const touch of ['waits-1', 'waits-2']) expect(await kind({ touch, class: 0 }, its)).toBe('waits');
    for (const touch of ['killed-2', 'killed-1']) {
      expect(await begin({ touch }, its)).toEqual({ kind: 'again', result: null });
    }
    expect(await counted()).toEqual({ waiting: 2, held: 2 });
  });

  it('takes a slot once more for an attempt that is sent again, and none for one that is not', async () => {
    const its = calls(1);
    await begin({ touch: 'first' }, its);
    expect(await begin({ touch: 'first' }, its)).toEqual({ kind: 'again', result: null });
    expect(await counted()).toEqual({ waiting: 0, held: 1 });
    await free('first');
    await begin({ touch: 'second' }, its);
    expect(await kind({ touch: 'first' }, its)).toBe('waits');
    expect(await begin({ touch: 'first', mayRepeat: false }, its)).toEqual({ kind: 'again', result: null });
    await store.dispatches.end({ customerId: provider, attempt: 'first/1', result: 'sent', at: 2_000 });
    expect(await begin({ touch: 'first' }, its)).toEqual({ kind: 'again', result: 'sent' });
  });

  it.each([
    { how: 'interrupted, and begun anew in its slot', between: () => Promise.resolve() },
    {
      how: 'given back, and begun anew',
      between: async () => {
        await store.dispatches.release(provider, 'twice/1');
        await free('twice');
      },
    },
  ])('counts every start of an attempt that was offered twice: $how', async ({ between }) => {
    const its = pace(limit(null), limit('call', { starts: 3, withinMs: HOUR }));
    await begin({ touch: 'twice' }, its);
    await between();
    await begin({ touch: 'twice' }, its);
    expect(await kind({ touch: 'third' }, its)).toBe('first');
    expect(await kind({ touch: 'fourth' }, its)).toBe('waits');
    expect(await counted()).toEqual({ waiting: 1, held: 2 });
  });

  it('is not given back by an earlier try of one that a later try has found', async () => {
    const its = calls(1);
    await begin({ touch: 'found' }, its);
    await begin({ touch: 'found' }, its);
    expect(await store.dispatches.release(provider, 'found/1')).toBe(false);
    expect(await begin({ touch: 'found' }, its)).toEqual({ kind: 'again', result: null });
  });

  it('lets the next one go when one leaves the queue', async () => {
    const its = calls(1);
    await begin({ touch: 'first' }, its);
    await begin({ touch: 'gone', class: 0 }, its);
    await begin({ touch: 'next' }, its);
    await store.paces.leave(provider, 'gone');
    await free('first');
    expect(await kind({ touch: 'next' }, its)).toBe('first');
  });

  it('lets no one through whom a stop concerns, and keeps no place for them', async () => {
    const its = calls(1);
    await begin({ touch: 'first' }, its);
    await begin({ touch: 'waiting' }, its);
    const target = { level: 'journey', target: `${provider} of a` } as const;
    await store.stops.stop(target, 5_000);
    await free('first');
    expect(await kind({ touch: 'waiting' }, its)).toBe('stopped');
    expect(await counted()).toEqual({ waiting: 0, held: 0 });
    await store.stops.resume(target, 6_000);
    expect(await kind({ touch: 'waiting' }, its)).toBe('first');
  });

  it('counts who waits and who is in progress, by channel', async () => {
    const its = pace(limit(null), limit('fax', { atOnce: 1 }));
    for (const touch of ['1', '2', '3']) await begin({ touch, channel: 'fax' }, its);
    const counts = await store.paces.counts();
    expect(counts.find(({ channel }) => channel === 'fax')).toEqual({ channel: 'fax', waiting: 2, inProgress: 1 });
    expect(await store.paces.waitOf(provider, '2')).toEqual({ channel: 'fax', waiting: 2 });
    expect(await store.paces.waitOf(provider, '1')).toBeNull();
  });

  it('tells who stands further behind to come back later', async () => {
    const its = pace(limit(null), limit('call', { starts: 1, withinMs: 2_000 }));
    await begin({ touch: 'first' }, its);
    const pauses: number[] = [];
    for (let nth = 0; nth < 20; nth++) {
      const begun = await begin({ touch: `t-${nth}` }, its);
      if (begun.kind === 'waits') pauses.push(begun.pauseMs);
    }
    expect(pauses.slice(0, 3)).toEqual([2_000, 4_000, 6_000]);
    expect(pauses.at(-1)).toBe(30_000);
  });

  it('has those in front ask every five seconds at least, however long calls take', async () => {
    const its = calls(2);
    await begin({ touch: 'long' }, its);
    await begin({ touch: 'longer' }, its);
    await database.query(`UPDATE pace_slots SET started_at = now() - interval '1 hour' WHERE provider = $1`, [
      provider,
    ]);
    expect(await begin({ touch: 'front' }, its)).toEqual({ kind: 'waits', pauseMs: 5_000 });
    expect(await begin({ touch: 'next' }, its)).toEqual({ kind: 'waits', pauseMs: 10_000 });
  });
});
