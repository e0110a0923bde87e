import { arm } from './deadlines.ts';
import type { CompiledJourney } from './compiled-journey.ts';
import { happened } from './draft.ts';
import type { Draft, MovingRun } from './draft.ts';
import type { Said } from './said.ts';
import { stallOver } from './stage-progress.ts';
import { currentStage, withStage } from './stages.ts';

/** An event of `resolvedOn`: the deadline goes, and a touch that it has already borne is off. The stage stays open. */
export function resolveStall(draft: Draft, journey: CompiledJourney, run: MovingRun, index: number, said: Said): void {
  const stageIndex = currentStage(run);
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
  run.deadlines = run.deadlines.filter((deadline) => deadline.stall !== index);
}

/** The date to which a stall is counted was said, or said anew: its deadline moves, unless the stall is over. */
export function moveDeadline(draft: Draft, journey: CompiledJourney, run: MovingRun, index: number, said: Said): void {
  const stage = currentStage(run);
  const progress = run.stages[stage];
  if (progress === undefined || progress.over?.includes(index) === true) return;
  const entry = journey.stages[stage]?.stalls[index]?.firstEntryOnly === true ? 1 : progress.entries;
  run.deadlines = run.deadlines.filter((deadline) => deadline.stall !== index);
  arm(draft, journey, run, { stage, stall: index, entry, from: said.at, historical: said.historical === true });
}
