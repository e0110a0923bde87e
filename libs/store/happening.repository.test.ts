import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Happening } from '#customer';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { aLife, noon } from '../../test/store/a-life.ts';
import { openStore, type Store } from './index.ts';

const { describe } = await servers('postgres');

describe('what happened to a customer, written down', () => {
  let store: Store;
  beforeAll(async () => {
    store = openStore({ databaseUrl: (await testDatabase()).url });
  });
  afterAll(() => store.close());

  const lifeOf = (customer: string) => store.timeline.ofCustomer(customer);

  it('a whole life in one batch is a timeline in the order things followed from each other', async () => {
    await store.happenings.record('whole', aLife());
    expect((await lifeOf('whole')).map(({ at, kind }) => [(at - noon) / 60_000, kind])).toEqual([
      [0, 'run.started'],
      [0, 'stage.entered'],
      [30, 'stall.fired'],
      [30, 'touch.planned'],
      [30, 'verdict'],
      [60, 'verdict'],
      [60, 'attempt.started'],
      [61, 'attempt.ended'],
      [61, 'touch.ended'],
      [90, 'stage.done'],
      [90, 'stage.entered'],
      [95, 'contact.elsewhere'],
      [99, 'run.ended'],
    ]);
  });

  it.each([
    { how: 'one by one', batches: () => aLife().map((happening) => [happening]) },
    { how: 'twice over', batches: () => [aLife(), aLife()] },
    { how: 'one by one, each of them twice', batches: () => aLife().flatMap((it) => [[it], [it]]) },
    { how: 'again from the middle', batches: () => [aLife(), aLife().slice(4), aLife().slice(2, 9)] },
  ])('told $how it is the same', async ({ how, batches }) => {
    for (const batch of batches()) await store.happenings.record(how, batch);
    await store.happenings.record('reference', aLife());
    expect(await lifeOf(how)).toEqual(await lifeOf('reference'));
  });

  it('nothing to record is nothing done', async () => {
    await store.happenings.record('nobody', []);
    expect(await lifeOf('nobody')).toEqual([]);
  });

  it('runs of the same name belong to each customer alone', async () => {
    await store.happenings.record('left', aLife());
    await store.happenings.record('right', aLife().slice(0, 2));
    expect(await lifeOf('right')).toHaveLength(2);
  });

  it('an unknown outcome that is reconciled later is replaced, and never the other way', async () => {
    const ended = (outcome: 'unknown' | 'connected', minutes: number) =>
      ({
        kind: 'attempt.ended',
        at: noon + minutes * 60_000,
        touch: 't',
        attempt: 't/1',
        channel: 'call',
        outcome,
        disposition: outcome === 'connected' ? 'promised' : null,
        detail: null,
      }) as const;
    // By callback it is known only later, or known only later that it was long ago.
    for (const [customer, minutes] of [
      ['late', 9],
      ['long ago', 1],
    ] as const) {
      await store.happenings.record(customer, [ended('unknown', 5)]);
      await store.happenings.record(customer, [ended('connected', minutes)]);
      await store.happenings.record(customer, [ended('unknown', 5)]);
      expect((await lifeOf(customer)).at(-1)?.what).toMatchObject({ outcome: 'connected', disposition: 'promised' });
    }
  });

  it('the verdict that was given anew at one instant, because a stop was lifted, replaces the first', async () => {
    const [verdict] = aLife().filter(({ kind }) => kind === 'verdict');
    if (verdict?.kind !== 'verdict') throw new Error('a life has verdicts');
    const { at, verdict: answer } = verdict;
    const heldBy = (rule: string, until: number): Happening => {
      const reason = {
        rule,
        kind: 'stop',
        blocked: true,
        channel: 'push',
        count: null,
        limit: null,
        nextAllowedAt: null,
      };
      const hold = { ...answer, kind: 'hold', channel: 'push', until, blockedBy: [rule], reasons: [reason] } as const;
      return { ...verdict, verdict: hold };
    };
    for (const it of [heldBy('stop:everything', at + 9), heldBy('cap', at + 5)])
      await store.happenings.record('anew', [it]);
    expect(await store.touches.verdictsOf('anew', verdict.touch)).toMatchObject([
      { blockedBy: ['cap'], until: at + 5 },
    ]);
  });

  it('the verdict of a task that was run again replaces the one that nobody acted on', async () => {
    const [verdict] = aLife().filter(({ kind }) => kind === 'verdict');
    if (verdict?.kind !== 'verdict') throw new Error('a life has verdicts');
    const later = { ...verdict, at: verdict.at + 1, verdict: { ...verdict.verdict, policy: 'newer', iana: '2026a' } };
    for (const it of [verdict, later, verdict]) await store.happenings.record('again', [it]);
    expect(await store.touches.verdictsOf('again', verdict.touch)).toMatchObject([{ policy: 'newer', iana: '2026a' }]);
  });

  it('a stage that is entered again keeps its first entry, and each of them', async () => {
    const entered = (entry: number) =>
      ({ kind: 'stage.entered', at: noon + entry, run: 'r', stage: 'offer', entry }) as const;
    await store.happenings.record('re', [entered(1), entered(2)]);
    await store.happenings.record('re', [entered(3)]);
    expect((await lifeOf('re')).map(({ at }) => at - noon)).toEqual([1, 2, 3]);
  });

  it('faults of a journey and runs that migrate are kept', async () => {
    await store.happenings.record('faulty', [
      ...aLife().slice(0, 1),
      { kind: 'run.migrated', at: noon + 1, run: 'credit/o-1/1', definition: 'credit@4#x', version: 4 },
      { kind: 'guard.failed', at: noon + 2, run: 'credit/o-1/1', guard: 'large order', because: 'it threw' },
      { kind: 'run.not started', at: noon + 3, journey: 'credit', event: 'e-9', because: 'no orderId' },
      {
        kind: 'stall.not armed',
        at: noon,
        run: 'credit/o-1/1',
        stage: 'kyc',
        stall: 'due',
        entry: 1,
        because: 'no date',
      },
    ]);
    const life = await lifeOf('faulty');
    expect(life.map(({ kind }) => kind)).toEqual(['run.started', 'journey.fault', 'journey.fault']);
    expect(life[0]?.what).toMatchObject({ version: 4, definition: 'credit@4#x' });
  });

  it('text that PostgreSQL cannot hold is mended rather than stuck', async () => {
    await store.happenings.record('mended', [
      {
        kind: 'attempt.ended',
        at: noon,
        touch: 't',
        attempt: 't/1',
        channel: 'sms',
        outcome: 'failed',
        disposition: null,
        detail: 'a\0b\ud83d',
      },
    ]);
    expect((await lifeOf('mended'))[0]?.what.detail).toBe('a\uFFFDb\uFFFD');
  });
});
