import { beforeAll, expect, it } from '@jest/globals';
import type { BacktestReport, JourneyReport } from '#rehearsal';
import { runExample } from '../run-example.ts';
import { sharedLog } from '../shared-log.ts';

const { file, describe } = sharedLog('bpic12_events.csv.gz');

describe('the Dutch loan log', () => {
  let report: BacktestReport;
  let loans: JourneyReport | undefined;
  beforeAll(async () => {
    report = await runExample('dutch-loans', file);
    [loans] = report.journeys;
  });

  it('has 262,200 rows of 13,087 applications', () => {
    expect(report.log).toMatchObject({ rows: 262_200, customers: 13_087, order: 'grouped by customer' });
  });

  it('has the funnel that was counted independently, ties allowed', () => {
    expect(loans?.funnel.map(({ reached }) => reached)).toEqual([13_087, 7_367, 5_113, 5_015, 3_254, 2_246, 2_246]);
  });

  it('has its outcomes', () => {
    expect(loans?.outcomes).toMatchObject({
      goal: 2_246,
      exits: { 'application.declined': 7_635, 'application.cancelled': 2_807 },
      undecided: 399,
    });
  });

  it.each([
    { stall: 'silent', fired: 3_790 },
    { stall: 'silent and still on offer', fired: 3_001 },
  ])('fires "$stall" $fired times', ({ stall, fired }) => {
    expect(loans?.stalls.find((one) => one.stall === stall)?.fired).toBe(fired);
  });

  it('has its medians', () => {
    const median = (name: string) => loans?.stages.find(({ stage }) => stage === name)?.medianHours;
    expect(median('returned')).toBeCloseTo(216.05, 2);
    expect(median('approved')).toBeCloseTo(98.62, 2);
    expect(loans?.outcomes.medianHoursToGoal).toBeCloseTo(346.48, 2);
  });

  it('answers other definitions of the silence as otherwise counted', async () => {
    const { journeys } = await runExample('dutch-loans', file, 'none', {}, 'other-definitions.catalogue.ts');
    const runs = journeys.map(({ journey, stalls }) => [journey, ...stalls.map((stall) => stall.runs)]);
    expect(runs).toEqual([
      ['from-the-first-offer', 3_790, 3_001],
      ['by-the-calendar', 3_789, 3_000],
      ['from-each-offer', 3_704, 3_704],
    ]);
  });

  it.each([
    { policy: 'one-offer-call-in-7-days.json', allowed: 9_443 },
    { policy: 'two-offer-calls-in-7-days.json', allowed: 15_428 },
    { policy: 'three-offer-calls-in-7-days.json', allowed: 18_746 },
  ])('allows $allowed of 22,406 offer calls under $policy', async ({ policy, allowed }) => {
    // The first policy is the mapping's own: it has been played already.
    const played = report.policy.sets.includes(policy.replace('.json', ''));
    const { requested } = played ? report : await runExample('dutch-loans', file, policy);
    expect(requested).toMatchObject({ requested: 22_406, allowed, refused: 22_406 - allowed });
  });
});
