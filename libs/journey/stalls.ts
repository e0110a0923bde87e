import { arm } from './deadlines.ts';
import type { CompiledJourney, StallPlace } from './compiled-journey.ts';
import { happened } from './draft.ts';
import type { Draft, MovingRun } from './draft.ts';
import type { Said } from './said.ts';
import { stallOver } from './stage-progress.ts';
import { withStage } from './stages.ts';

/** An event of `resolvedOn`: the deadline goes, and a touch that it has already borne is off. The stage stays open. */
export function resolveStall(
  draft: Draft,
  journey: CompiledJourney,
  run: MovingRun,
  { stage: stageIndex, stall: index }: StallPlace,
  said: Said,
): void {
  const stage = journey.stages[stageIndex];
  const stall = stage?.stalls[index];
  const progress = run.stages[stageIndex];
  if (stage === undefined || stall === undefined || progress === undefined || progress.enteredAt === null) return;
  const since = stall.firstEntryOnly ? progress.enteredAt : (progress.reenteredAt ?? progress.enteredAt);
  const touched = progress.touched?.includes(index) === true;
  const over = progress.over?.includes(index) === true;
  if (said.at < since || (over && !touched)) return;
  const place = { run: run.id, stage: stage.name, stall: stall.name };
  const entry = stall.firstEntryOnly ? 1 : progress.entries;
  happened(draft, { kind: 'stall.resolved', at: said.at, ...place, entry });
  if (touched) draft.effects.push({ kind: 'cancel', at: said.at, ...place, because: `resolved by ${said.type}` });
  run.stages = withStage(run, stageIndex, stallOver(progress, index, false));
  run.deadlines = without(run, { stage: stageIndex, stall: index });
}

/** The date to which a stall is counted was said, or said anew: its deadline moves, unless the stall is over. */
export function moveDeadline(
  draft: Draft,
  journey: CompiledJourney,
  run: MovingRun,
  { stage, stall }: StallPlace,
  said: Said,
): void {
  const progress = run.stages[stage];
  if (progress === undefined || progress.over?.includes(stall) === true) return;
  const entry = journey.stages[stage]?.stalls[stall]?.firstEntryOnly === true ? 1 : progress.entries;
  run.deadlines = without(run, { stage, stall });
  arm(draft, journey, run, { stage, stall, entry, from: said.at, historical: said.historical === true });
}

function without({ deadlines }: MovingRun, { stage, stall }: StallPlace): MovingRun['deadlines'] {
  return deadlines.filter((deadline) => deadline.stage !== stage || deadline.stall !== stall);
}
