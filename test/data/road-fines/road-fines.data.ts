import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BacktestReport } from '#rehearsal';
import { runExample } from '../run-example.ts';
import { sharedLog } from '../shared-log.ts';

const log = sharedLog('roadfines_events.csv.gz');

(log === null ? describe.skip : describe)('the log of road-traffic fines', () => {
  let report: BacktestReport;
  beforeAll(async () => {
    report = await runExample('road-fines', log ?? '');
  });

  it('has the funnel that was counted independently', () => {
    const fine = report.journeys.find(({ journey }) => journey === 'fine');
    expect(fine?.funnel.map(({ reached }) => reached)).toEqual([150_370, 103_987, 79_860, 79_860, 59_013]);
  });

  it('fires 71,329 dunning stalls of 60 calendar days', () => {
    const dunning = report.journeys.find(({ journey }) => journey === 'dunning');
    expect(dunning?.stalls).toMatchObject([{ stall: 'dunning', fired: 71_329 }]);
  });
});
