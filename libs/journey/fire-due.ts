import { shift } from './calendar.ts';
import type { CompiledJourney, CompiledStall } from './compiled-journey.ts';
import { ask, happened, journeyOf, passes, replaceRun } from './draft.ts';
import type { Draft } from './draft.ts';
import { endRun } from './end-run.ts';
import type { Instant } from './instant.ts';
import type { JourneyHappening } from './happening.ts';
import { plannedActivity, plannedTouch } from './planned-touch.ts';
import { stallOver } from './stage-progress.ts';
import { withStage } from './stages.ts';
import type { ArmedDeadline, JourneyState, Run } from './state.ts';

/** Fires everything due before `limit` (and, when `inclusive`, at it), the soonest first; at one instant the oldest run first. */
export function fireDue(draft: Draft, limit: Instant, inclusive: boolean): void {
  for (let run = soonest(draft.runs, limit, inclusive); run !== null; run = soonest(draft.runs, limit, inclusive)) {
    const journey = journeyOf(draft, run, draft.index);
    const deadline = run.deadlines[0];
    // A run that ends at an instant bears no touch at that instant.
    if (run.expiresAt !== null && (deadline === undefined || run.expiresAt <= deadline.at)) {
      endRun(draft, run, run, { how: 'expired', at: run.expiresAt, converted: false, by: null });
    } else if (deadline !== undefined) fire(draft, journey, run, deadline);
  }
}

/** Later than any instant of business time. (The global `Infinity` costs a slow look-up where workflows run.) */
export const never: Instant = Number.MAX_SAFE_INTEGER;

/** When a run next has something due; `never` when nothing is. */
export function dueOf(run: Run): Instant {
  const deadline = run.deadlines.length === 0 ? never : (run.deadlines[0]?.at ?? never);
  return run.expiresAt !== null && run.expiresAt < deadline ? run.expiresAt : deadline;
}

/** Is anything due before `limit` (or at it)? */
export function anyDue({ runs }: JourneyState, limit: Instant, inclusive: boolean): boolean {
  for (const run of runs) {
    const due = dueOf(run);
    if (due < limit || (inclusive && due === limit)) return true;
  }
  return false;
}

function soonest(runs: readonly Run[], limit: Instant, inclusive: boolean): Run | null {
  let found: Run | null = null;
  let first = limit;
  for (const run of runs) {
    const due = dueOf(run);
    if (due < first || (inclusive && found === null && due === first)) {
      found = run;
      first = due;
    }
  }
  return found;
}

function fire(draft: Draft, journey: CompiledJourney, run: Run, deadline: ArmedDeadline): void {
  const { stage: stageIndex, stall: stallIndex, entry, at } = deadline;
  const stage = journey.stages[stageIndex];
  const stall = stage?.stalls[stallIndex];
  const progress = run.stages[stageIndex];
  if (stage === undefined || stall === undefined || progress === undefined) {
    throw new Error(
      `Run "${run.id}" has a deadline that its definition does not know. Restore the state from a snapshot.`,
    );
  }
  const { touch, activity } = stall;
  const usefulUntil = touch === null && activity === null ? at : shift(at, stall.usefulFor, draft.zone);
  const result = resultOf(draft, run, deadline, stall, usefulUntil);
  happened(draft, { kind: 'stall.fired', at, run: run.id, stage: stage.name, stall: stall.name, entry, result });
  if (result === 'touch' && touch !== null) {
    const planned = plannedTouch(run, journey.definition, stage.name, stall.name, touch, entry, at, usefulUntil);
    draft.effects.push({ kind: 'plan', touch: planned });
  } else if (result === 'activity' && activity !== null) {
    const planned = plannedActivity(run, stage.name, stall.name, activity, entry, at);
    draft.effects.push({ kind: 'perform', activity: planned });
  }
  const isStanding = result === 'touch' || result === 'activity';
  const stages = withStage(run, stageIndex, stallOver(progress, stallIndex, isStanding));
  replaceRun(draft, run, { ...run, stages, deadlines: run.deadlines.slice(1) });
}

function resultOf(
  draft: Draft,
  run: Run,
  { at, historical, heardAt }: ArmedDeadline,
  stall: CompiledStall,
  usefulUntil: Instant,
): Extract<JourneyHappening, { kind: 'stall.fired' }>['result'] {
  const { when, unless } = stall.definition;
  if (!passes(draft, run, when, at) || (unless !== undefined && ask(draft, run, unless, at) !== false))
    return 'guarded';
  if (historical === true) return 'historical';
  if (stall.touch === null && stall.activity === null) return 'no touch';
  // Before the holdout, so that those touched and those not are counted alike.
  const heard = Math.max(draft.now, heardAt ?? draft.now);
  if (heard > usefulUntil) return 'missed';
  if (run.holdout) return 'holdout';
  return stall.touch === null ? 'activity' : 'touch';
}
