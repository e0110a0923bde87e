import { journeyOf } from './draft.ts';
import { stallApplies } from './guard-verdict.ts';
import type { PlannedTouch } from './happening.ts';
import { indexOf } from './published-index.ts';
import type { Published } from './published.ts';
import type { JourneyState } from './state.ts';

/**
 * Is the reason of this touch still there: run open, stage not done, stall neither resolved nor started anew, guards still
 * as they were? A touch that no run bore has no reason that could go.
 */
export function stillStalled(state: JourneyState, touch: PlannedTouch, published: Published): boolean {
  if (touch.run === null) return true;
  const run = state.runs.find(({ id }) => id === touch.run);
  if (run === undefined) return false;
  const journey = journeyOf(state, run, indexOf(published));
  const stageIndex = journey.stages.findIndex(({ name }) => name === touch.stage);
  const progress = run.stages[stageIndex];
  const stallIndex = journey.stages[stageIndex]?.stalls.findIndex(({ name }) => name === touch.stall) ?? -1;
  const stall = journey.stages[stageIndex]?.stalls[stallIndex];
  if (progress?.doneAt !== null || stall === undefined || progress.touched?.includes(stallIndex) !== true) return false;
  if (!stall.firstEntryOnly && touch.entry !== progress.entries) return false;
  return stallApplies(stall.definition, run, published);
}
