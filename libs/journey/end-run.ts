import { shift } from './calendar.ts';
import type { CompiledJourney } from './compiled-journey.ts';
import { happened } from './draft.ts';
import type { JourneyDefinition } from './definition.ts';
import type { Draft, MovingRun } from './draft.ts';
import { forgetUnwanted } from './early-events.ts';
import type { Instant } from './instant.ts';
import { closeStages } from './stages.ts';
import type { Said } from './said.ts';
import type { JourneyState, Run } from './state.ts';
import { endedOf, subjectKey } from './subject.ts';

/** Subjects whose ended runs are remembered; past that the ones that ended longest ago are forgotten, so a state never grows with the years. */
export const endedSubjectsKept = 64;

export interface End {
  readonly how: 'goal' | 'exit' | 'expired';
  readonly at: Instant;
  readonly converted: boolean;
  readonly by: string | null;
}

/** The goal closes every stage before it; it is a conversion when it came in time (`within` bounds that, not the run's life). */
export function reachGoal(draft: Draft, journey: CompiledJourney, before: Run, run: MovingRun, said: Said): void {
  closeStages(draft, journey, run, run.stages.length - 1, false, said);
  const until = journey.within === null ? Infinity : shift(run.startedAt, journey.within, draft.zone);
  endRun(draft, before, run, { how: 'goal', at: said.at, converted: said.at <= until, by: said.type });
}

/** `before` is the run as the draft holds it, `run` as it is by now. */
export function endRun(draft: Draft, before: Run, run: Run, end: End): void {
  happened(draft, { kind: 'run.ended', run: run.id, ...end });
  if (hasTouch(run)) {
    const because = end.by === null ? 'run expired' : `run ended by ${end.by}`;
    draft.effects.push({ kind: 'cancel', at: end.at, run: run.id, stage: null, stall: null, because });
  }
  const runs = draft.runs.slice();
  runs.splice(runs.indexOf(before), 1);
  draft.runs = runs;
  draft.ended = withEnded(draft.ended, subjectKey(run.journey, run.subject), end.at);
  draft.definitions = withoutUnused(draft.definitions, runs, run.definition);
  forgetUnwanted(draft);
}

function hasTouch({ stages }: Run): boolean {
  for (const { doneAt, touched } of stages) if (doneAt === null && touched !== undefined) return true;
  return false;
}

function withEnded(ended: JourneyState['ended'], of: string, at: Instant): JourneyState['ended'] {
  const known = endedOf(ended, of);
  const kept = ended.slice();
  if (known !== undefined) kept.splice(kept.indexOf(known), 1);
  else if (kept.length >= endedSubjectsKept) kept.shift();
  const lastEndedAt = known === undefined || known.lastEndedAt < at ? at : known.lastEndedAt;
  kept.push({ of, count: (known?.count ?? 0) + 1, lastEndedAt });
  return kept;
}

/** The definitions without this one, unless one of the runs still uses it. */
export function withoutUnused(
  definitions: JourneyState['definitions'],
  runs: readonly Run[],
  key: string,
): JourneyState['definitions'] {
  for (const run of runs) if (run.definition === key) return definitions;
  const kept: { [key: string]: JourneyDefinition } = {};
  for (const other in definitions) {
    const definition = other === key ? undefined : definitions[other];
    if (definition !== undefined) kept[other] = definition;
  }
  return kept;
}
