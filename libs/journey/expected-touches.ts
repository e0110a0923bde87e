import { shift } from './calendar.ts';
import { journeyOf } from './draft.ts';
import { stallApplies } from './guard-verdict.ts';
import type { PlannedTouch } from './happening.ts';
import type { Instant } from './instant.ts';
import { plannedTouch } from './planned-touch.ts';
import { indexOf } from './published-index.ts';
import type { Published } from './published.ts';
import type { JourneyState, Run } from './state.ts';

/** The touches that armed deadlines would bear after `after` and up to `until`, if nothing were heard before. */
export function expectedTouches(
  state: JourneyState,
  published: Published,
  after: Instant,
  until: Instant,
): readonly PlannedTouch[] {
  const expected: PlannedTouch[] = [];
  for (const run of state.runs) {
    if (run.holdout) continue;
    const journey = journeyOf(state, run, indexOf(published));
    for (const { at, stage: stageIndex, stall: stallIndex, entry, historical } of run.deadlines) {
      if (at > until) break;
      const stage = journey.stages[stageIndex];
      const stall = stage?.stalls[stallIndex];
      if (at <= after || historical || hasExpired(run, at) || stage === undefined || !stall?.touch) continue;
      if (!stallApplies(stall.definition, run, published)) continue;
      const usefulUntil = shift(at, stall.usefulFor, state.zone);
      expected.push(plannedTouch(run, journey.definition, stage.name, stall.name, stall.touch, entry, at, usefulUntil));
    }
  }
  return expected;
}

function hasExpired({ expiresAt }: Run, at: Instant): boolean {
  return expiresAt !== null && expiresAt <= at;
}
