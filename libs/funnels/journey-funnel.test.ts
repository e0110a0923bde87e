import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { JourneyDefinition } from '#journey';
import { openStore, type Store } from '#store';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { aLife } from '../../test/store/a-life.ts';
import { journeyFunnel } from './index.ts';

const { describe } = await servers('postgres');

describe('the funnel of a journey, from what was recorded', () => {
  let store: Store;
  beforeAll(async () => {
    store = openStore({ databaseUrl: (await testDatabase()).url });
    await store.happenings.record('reached', aLife());
    await store.happenings.record(
      'alone',
      aLife().filter(({ kind }) => /^(run|stage)\./.test(kind)),
    );
    await store.happenings.record('held', aLife().slice(0, 5));
  });
  afterAll(() => store.close());

  const stage = (name: string) => ({ name, doneOn: `${name}.done` });
  const definition: JourneyDefinition = {
    id: 'credit',
    version: 3,
    title: 'Credit',
    owner: 'lending',
    startsOn: 'x',
    stages: [stage('offer'), stage('kyc'), stage('signed')],
  };

  it('stands in the order of the definition, nobody in a stage included', async () => {
    const funnel = await journeyFunnel(store.funnels, { journey: 'credit' }, definition);
    expect(funnel.stages.map((it) => [it.stage, it.entered])).toEqual([
      ['offer', 2],
      ['kyc', 3],
      ['signed', 0],
    ]);
  });

  it('every stage is the sum of its parts', async () => {
    const { runs, open, endedBy, stages } = await journeyFunnel(store.funnels, { journey: 'credit', version: 3 });
    expect({ runs, open, endedBy }).toEqual({ runs: 3, open: 1, endedBy: { exit: 2 } });
    expect(stages.find((it) => it.stage === 'kyc')).toMatchObject({
      stalled: 2,
      planned: 2,
      attempted: 1,
      converted: 2,
      assisted: 1,
      selfRecovered: 1,
      blockedBy: [{ rule: 'quiet-hours', touches: 1 }],
    });
  });

  it('who skips an optional stage has not completed it', async () => {
    const skipping = (optional: boolean): JourneyDefinition => ({
      ...definition,
      id: 'skipping',
      stages: [{ ...stage('kyc'), optional }, stage('offer')],
    });
    const skipped = aLife().map((happening) => {
      if (happening.kind === 'run.started') return { ...happening, journey: 'skipping' };
      return happening.kind === 'stage.done' ? { ...happening, by: 'later stage' as const } : happening;
    });
    await store.happenings.record('skipper', skipped);
    const kyc = async (optional: boolean) =>
      (await journeyFunnel(store.funnels, { journey: 'skipping' }, skipping(optional))).stages[0];
    expect(await kyc(true)).toMatchObject({ entered: 1, attempted: 1, converted: 0, assisted: 0, medianMs: null });
    expect(await kyc(false)).toMatchObject({ entered: 1, attempted: 1, converted: 1, assisted: 1 });
  });
});
