import { shift } from './calendar.ts';
import type { CompiledJourney } from './compiled-journey.ts';
import { happened } from './draft.ts';
import type { Draft, MovingRun } from './draft.ts';
import { forgetUnwanted } from './early-events.ts';
import type { Instant } from './instant.ts';
import { closeStages } from './stages.ts';
import type { Said } from './said.ts';
import type { JourneyState, Run } from './state.ts';
import { subjectKey } from './subject.ts';

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
  const until = journey.within === null ? Infinity : shift(run.startedAt, journey.within, draft.state.zone);
  endRun(draft, before, run, { how: 'goal', at: said.at, converted: said.at <= until, by: said.type });
}

/** `before` is the run as the draft holds it, `run` as it is by now. */
export function endRun(draft: Draft, before: Run, run: Run, end: End): void {
  happened(draft, { kind: 'run.ended', run: run.id, ...end });
  if (run.stages.some(({ doneAt, touched }) => doneAt === null && touched !== undefined)) {
    const because = end.by === null ? 'run expired' : `run ended by ${end.by}`;
    draft.effects.push({ kind: 'cancel', at: end.at, run: run.id, stage: null, stall: null, because });
  }
  const runs = draft.state.runs.filter((other) => other !== before);
  draft.state = {
    ...draft.state,
    runs,
    ended: withEnded(draft.state.ended, subjectKey(run.journey, run.subject), end.at),
    definitions: runs.some((other) => other.definition === run.definition)
      ? draft.state.definitions
      : withoutDefinition(draft.state.definitions, run.definition),
  };
  forgetUnwanted(draft);
}

function withEnded(ended: JourneyState['ended'], of: string, at: Instant): JourneyState['ended'] {
  const known = ended.find((entry) => entry.of === of);
  const others = known === undefined ? ended : ended.filter((entry) => entry !== known);
  const entry = { of, count: (known?.count ?? 0) + 1, lastEndedAt: Math.max(known?.lastEndedAt ?? at, at) };
  return [...(others.length < endedSubjectsKept ? others : others.slice(1)), entry];
}

export function withoutDefinition(definitions: JourneyState['definitions'], key: string): JourneyState['definitions'] {
  return Object.fromEntries(Object.entries(definitions).filter(([other]) => other !== key));
}
