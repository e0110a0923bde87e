import { shift } from './calendar.ts';
import type { CompiledJourney } from './compiled-journey.ts';
import { arm, bySooner } from './deadlines.ts';
import { draftOf, happened, journeyOf, replaceRun, stateOf } from './draft.ts';
import type { Draft, MovingRun } from './draft.ts';
import { withoutUnused } from './end-run.ts';
import type { JourneyEffect } from './happening.ts';
import type { Instant } from './instant.ts';
import type { Published } from './published.ts';
import { progressWith } from './stage-progress.ts';
import { currentStage, enterStages, isOpen, lastBeside, withStage } from './stages.ts';
import type { JourneyState, Run, StageProgress } from './state.ts';

/**
 * Moves open runs to the published version of their journey where that version declares it (`migrates`); others keep the
 * version they began with. A stage that is not named keeps its name. Done stages stay done, and what lies before the last
 * of them is done too; in a stage that is open before and after, stalls are told apart by name: one that is armed, has
 * fired or was resolved stays so, a new one is armed from the entry. Touches whose stage or stall is gone are off.
 */
export function migrate(
  state: JourneyState,
  published: Published,
  at: Instant,
): readonly [JourneyState, readonly JourneyEffect[]] {
  const draft = draftOf(state, at, published);
  for (const run of state.runs) {
    if (published.definitions[run.definition] !== undefined) continue;
    for (const [key, journey] of draft.index.journeys) {
      const { id, migrates } = journey.definition;
      if (id !== run.journey || migrates?.from.includes(run.version) !== true) continue;
      move(draft, run, key, journeyOf(state, run, draft.index), journey);
    }
  }
  return [stateOf(draft, state), draft.effects];
}

const untouched: StageProgress = { enteredAt: null, doneAt: null, entries: 0 };

function move(draft: Draft, run: Run, key: string, old: CompiledJourney, journey: CompiledJourney): void {
  const at = draft.now;
  const { definition } = journey;
  const names = new Map(Object.entries(definition.migrates?.stages ?? {}));
  const places = old.stages.map(({ name }) =>
    journey.stages.findIndex((stage) => stage.name === (names.get(name) ?? name)),
  );
  const carried = journey.stages.map((_, index) => run.stages[places.indexOf(index)]);
  const lastDone = carried.findLastIndex((progress) => typeof progress?.doneAt === 'number');
  const stages = carried.map((progress, index): StageProgress => {
    const doneAt = carried[lastDone]?.doneAt ?? null;
    if (index <= lastDone)
      return typeof progress?.doneAt !== 'number' ? { enteredAt: doneAt, doneAt, entries: 1 } : progress;
    return progress ?? untouched;
  });
  const expiresAt = journey.expiresAfter === null ? null : shift(run.startedAt, journey.expiresAfter, draft.zone);
  const moved: MovingRun = { ...run, definition: key, version: definition.version, expiresAt, stages, deadlines: [] };
  happened(draft, { kind: 'run.migrated', at, run: run.id, definition: key, version: definition.version });

  const first = currentStage(moved);
  const last = lastBeside(journey, first);
  moved.stages = stages.map((progress, index) => (index > last ? untouched : progress));
  old.stages.forEach(({ name }, from) => {
    if (!isOpen(run, from)) return;
    const to = places[from] ?? -1;
    if (to >= first && to <= last) carryStalls(draft, run, moved, old, journey, from, to);
    else if (run.stages[from]?.touched !== undefined) cancel(draft, run, name, null);
  });
  enterStages(draft, journey, moved, first, at, false);
  replaceRun(draft, run, moved);
  draft.definitions = { ...withoutUnused(draft.definitions, draft.runs, run.definition), [key]: definition };
}

/** The stage stays open: its stalls are found again by name. */
function carryStalls(
  draft: Draft,
  run: Run,
  moved: MovingRun,
  old: CompiledJourney,
  journey: CompiledJourney,
  from: number,
  to: number,
): void {
  const progress = run.stages[from];
  const oldStage = old.stages[from];
  const stage = journey.stages[to];
  if (progress === undefined || progress.enteredAt === null || oldStage === undefined || stage === undefined) return;
  const placeOf = (stall: number): number =>
    stage.stalls.findIndex(({ name }) => name === oldStage.stalls[stall]?.name);
  const carry = (stalls: readonly number[] | undefined): readonly number[] =>
    (stalls ?? []).map(placeOf).filter((place) => place >= 0);
  for (const stall of progress.touched ?? []) {
    if (placeOf(stall) >= 0 && oldStage.name === stage.name) continue;
    cancel(draft, run, oldStage.name, oldStage.stalls[stall]?.name ?? null);
  }
  const touched = oldStage.name === stage.name ? carry(progress.touched) : [];
  const over = carry(progress.over);
  moved.stages = withStage(moved, to, progressWith(progress, touched, over));
  const carried = run.deadlines
    .filter(({ stage: place }) => place === from)
    .map((deadline) => ({ ...deadline, stage: to, stall: placeOf(deadline.stall) }))
    .filter(({ stall }) => stall >= 0);
  moved.deadlines = [...moved.deadlines, ...carried].sort(bySooner);
  const known = new Set(oldStage.stalls.map(({ name }) => name));
  stage.stalls.forEach(({ name, firstEntryOnly }, stall) => {
    if (known.has(name)) return;
    const entered = progress.enteredAt ?? draft.now;
    const since = firstEntryOnly ? entered : (progress.reenteredAt ?? entered);
    const entry = firstEntryOnly ? 1 : progress.entries;
    arm(draft, journey, moved, { stage: to, stall, entry, from: since, historical: false });
  });
}

function cancel(draft: Draft, run: Run, stage: string | null, stall: string | null): void {
  const because = 'the run moved to a newer version of its journey';
  draft.effects.push({ kind: 'cancel', at: draft.now, run: run.id, stage, stall, because });
}
