import type { CompiledJourney } from './compiled-journey.ts';
import { arm } from './deadlines.ts';
import { happened } from './draft.ts';
import type { Draft, MovingRun } from './draft.ts';
import type { Instant } from './instant.ts';
import type { Said } from './said.ts';
import { progressWith } from './stage-progress.ts';
import type { Run, StageProgress } from './state.ts';

/**
 * How far a run is: the first stage that is not done; past the last, their number. Stages are done in order, because the
 * event of a later one closes the earlier ones.
 *
 * Decision: what does `optional` mean beyond the funnel? Options: (a) its event may be left out, and a later one closes it;
 * (b) as well, the stage after it opens together with it. With (a) the deadlines of what everyone must do stand still while
 * something is open that nobody has to do, so the next stage's stalls end up in the optional one. So (b): one stage or
 * several may be open, always side by side, the last of them alone not optional.
 */
export function currentStage(run: Run): number {
  const { stages } = run;
  let index = 0;
  while (index < stages.length && stages[index]?.doneAt !== null) index++;
  return index;
}

/**
 * Closes the stages up to `last` and enters the next. Nothing of a run goes back in time: an event that comes before its
 * stage began counts at the instant the stage began.
 */
export function closeStages(
  draft: Draft,
  journey: CompiledJourney,
  run: MovingRun,
  last: number,
  own: boolean,
  said: Said,
): void {
  const first = currentStage(run);
  if (first > last) return;
  const at = Math.max(said.at, run.stages[first]?.enteredAt ?? said.at);
  const stages = run.stages.slice();
  for (let index = first; index <= last; index++) {
    const stage = journey.stages[index]?.name ?? '';
    const before = stages[index];
    if (before === undefined) continue;
    if (before.enteredAt === null) happened(draft, { kind: 'stage.entered', at, run: run.id, stage, entry: 1 });
    const by = own && index === last ? 'event' : 'later stage';
    happened(draft, { kind: 'stage.done', at, run: run.id, stage, by });
    if (before.touched !== undefined) {
      const because = `stage done by ${said.type}`;
      draft.effects.push({ kind: 'cancel', at, run: run.id, stage, stall: null, because });
    }
    stages[index] = doneProgress(before, at);
  }
  run.stages = stages;
  if (run.deadlines.length > 0) run.deadlines = run.deadlines.filter(({ stage }) => stage > last);
  enterStages(draft, journey, run, last + 1, at, said.historical === true);
}

function doneProgress({ enteredAt, reenteredAt, entries }: StageProgress, at: Instant): StageProgress {
  const entered = { enteredAt: enteredAt ?? at, doneAt: at, entries: Math.max(entries, 1) };
  return reenteredAt === undefined ? entered : { ...entered, reenteredAt };
}

export function isOpen({ stages }: Run, index: number): boolean {
  const progress = stages[index];
  return progress !== undefined && progress.enteredAt !== null && progress.doneAt === null;
}

/** Enters a stage, and those that open together with it, as far as they are not open. Past the last there is nothing to enter. */
export function enterStages(
  draft: Draft,
  journey: CompiledJourney,
  run: MovingRun,
  from: number,
  at: Instant,
  historical: boolean,
): void {
  const last = lastBeside(journey, from);
  for (let index = from; index <= last; index++) {
    if (!isOpen(run, index)) enterStage(draft, journey, run, index, at, historical);
  }
}

/** The last of the stages that are open together, `first` being the first of them. */
export function lastBeside({ stages }: CompiledJourney, first: number): number {
  let last = first;
  while (last < stages.length - 1 && stages[last]?.definition.optional === true) last++;
  return last;
}

/** For the first time, and arms its stalls. */
function enterStage(
  draft: Draft,
  journey: CompiledJourney,
  run: MovingRun,
  index: number,
  at: Instant,
  historical: boolean,
): void {
  const stage = journey.stages[index];
  if (stage === undefined) return;
  happened(draft, { kind: 'stage.entered', at, run: run.id, stage: stage.name, entry: 1 });
  run.stages = withStage(run, index, { enteredAt: at, doneAt: null, entries: 1 });
  for (let stall = 0; stall < stage.stalls.length; stall++) {
    arm(draft, journey, run, { stage: index, stall, entry: 1, from: at, historical });
  }
}

export function withStage(run: Run, index: number, progress: StageProgress): Run['stages'] {
  const stages = run.stages.slice();
  stages[index] = progress;
  return stages;
}

/**
 * Enters an open stage again: its `each entry` stalls start anew and their touches of the earlier entry are off. A late
 * event, older than the entry that stands, changes nothing.
 */
export function reenterStage(draft: Draft, journey: CompiledJourney, run: MovingRun, index: number, said: Said): void {
  const stage = journey.stages[index];
  const before = run.stages[index];
  if (stage === undefined || before === undefined || before.enteredAt === null) return;
  if (said.at < (before.reenteredAt ?? before.enteredAt)) return;
  const entry = before.entries + 1;
  happened(draft, { kind: 'stage.entered', at: said.at, run: run.id, stage: stage.name, entry });
  const stays = (stall: number): boolean => stage.stalls[stall]?.firstEntryOnly === true;
  for (const stall of before.touched ?? []) {
    if (stays(stall)) continue;
    const place = { run: run.id, stage: stage.name, stall: stage.stalls[stall]?.name ?? null };
    draft.effects.push({ kind: 'cancel', at: said.at, ...place, because: `stage entered again by ${said.type}` });
  }
  const { enteredAt, doneAt } = before;
  const reentered = { enteredAt, doneAt, entries: entry, reenteredAt: said.at };
  run.stages = withStage(
    run,
    index,
    progressWith(reentered, before.touched?.filter(stays), before.over?.filter(stays)),
  );
  run.deadlines = run.deadlines.filter(({ stage: other, stall }) => other !== index || stays(stall));
  for (let stall = 0; stall < stage.stalls.length; stall++) {
    if (stays(stall)) continue;
    arm(draft, journey, run, { stage: index, stall, entry, from: said.at, historical: said.historical === true });
  }
}
