import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { aLife } from '../../test/store/a-life.ts';
import { openStore, type Store } from './index.ts';

const { describe } = await servers('postgres');

describe('the figures of a journey funnel', () => {
  let store: Store;
  beforeAll(async () => {
    store = openStore({ databaseUrl: (await testDatabase()).url });
    for (const customer of ['a1', 'a2']) await store.happenings.record(customer, aLife({ arm: 'control' }));
    await store.happenings.record('b1', aLife({ arm: 'friendly' }).slice(0, 5));
    await store.happenings.record('c1', aLife({ arm: 'control', version: 4 }).slice(0, 2));
  });
  afterAll(() => store.close());

  it.each([
    { question: {}, entered: 4, stalled: 3, attempted: 2, connected: 2, converted: 2 },
    { question: { arm: 'friendly' }, entered: 1, stalled: 1, attempted: 0, connected: 0, converted: 0 },
    { question: { version: 4 }, entered: 1, stalled: 0, attempted: 0, connected: 0, converted: 0 },
    { question: { version: 3, arm: 'control' }, entered: 2, stalled: 2, attempted: 2, connected: 2, converted: 2 },
  ])('of $question: $entered entered, $stalled stalled, $converted converted', async ({ question, ...figures }) => {
    const stages = await store.funnels.stages({ journey: 'credit', ...question });
    expect(stages.find(({ stage }) => stage === 'kyc')).toMatchObject({ ...figures, planned: figures.stalled });
  });

  it('tells the assisted from those who found the way alone, and how long it took', async () => {
    const [kyc] = await store.funnels.stages({ journey: 'credit', version: 3, arm: 'control' });
    expect(kyc).toMatchObject({ stage: 'kyc', assisted: 2, medianMs: 90 * 60_000 });
  });

  it('counts runs by their end', async () => {
    expect(await store.funnels.runs({ journey: 'credit' })).toEqual({
      runs: 4,
      open: 2,
      byEnd: { exit: 2 },
      converted: 0,
    });
    expect(await store.funnels.runs({ journey: 'none' })).toEqual({ runs: 0, open: 0, byEnd: {}, converted: 0 });
  });

  it('names the rules that hold touches back', async () => {
    expect(await store.funnels.reasons({ journey: 'credit' })).toEqual([
      { stage: 'kyc', rule: 'quiet-hours', touches: 1 },
    ]);
  });
});
