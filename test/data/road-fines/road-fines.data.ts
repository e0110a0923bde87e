import { beforeAll, expect, it } from '@jest/globals';
import type { BacktestReport } from '#rehearsal';
import { runExample } from '../run-example.ts';
import { sharedLog } from '../shared-log.ts';

const { file, describe } = sharedLog('roadfines_events.csv.gz');

describe('the log of road-traffic fines', () => {
  let report: BacktestReport;
  beforeAll(async () => {
    report = await runExample('road-fines', file);
  });

  it('has the funnel that was counted independently', () => {
    const fine = report.journeys.find(({ journey }) => journey === 'fine');
    expect(fine?.funnel.map(({ reached }) => reached)).toEqual([150_370, 103_987, 79_860, 79_860, 59_013]);
  });

  it('has 77,601 payments in 69,715 cases, and none in 80,655', () => {
    const repayment = report.journeys.find(({ journey }) => journey === 'repayment');
    expect(repayment?.stages.at(-1)).toMatchObject({ entered: 69_715, entries: 77_601 });
    expect((repayment?.runs ?? 0) - (repayment?.stages.at(-1)?.entered ?? 0)).toBe(80_655);
  });

  it('has 60,287 of these cases paid in full when all is over, and 9,428 in part', async () => {
    const until = { until: '2040-01-01T00:00:00Z' };
    const { journeys } = await runExample('road-fines', file, 'none', until, 'paid.catalogue.ts');
    const stalls = journeys[0]?.stalls;
    expect(stalls?.map(({ stall, results }) => [stall, results['no touch']])).toEqual([
      ['in full', 60_287],
      ['in part', 9_428],
    ]);
  }, 300_000);

  it('fires 71,329 dunning stalls of 60 calendar days', () => {
    const dunning = report.journeys.find(({ journey }) => journey === 'dunning');
    expect(dunning?.stalls).toMatchObject([{ stall: 'dunning', fired: 71_329 }]);
  });
});
