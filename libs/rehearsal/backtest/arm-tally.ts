import type { ArmReport } from './backtest-report.ts';
import { Durations } from './durations.ts';

/** Counts the runs of one arm of an experiment, or of the holdout. */
export class ArmTally {
  runs = 0;
  touched = 0;
  goal = 0;
  converted = 0;
  untouched = 0;
  readonly toGoal = new Durations();

  constructor(private readonly arm: string) {}

  report(): ArmReport {
    const { arm, runs, touched, goal, converted, untouched, toGoal } = this;
    const share = runs === 0 ? 0 : converted / runs;
    return { arm, runs, touched, goal, converted, share, untouched, ...toGoal.inHours() };
  }
}
