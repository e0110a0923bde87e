import { arm, withNumber, without } from './deadlines.ts';
import type { CompiledJourney } from './compiled-journey.ts';
import { happened } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Said } from './said.ts';
import type { Run, StageProgress } from './state.ts';

/** An event of `resolvedOn`: the deadline goes, and a touch that it has already borne is off. The stage stays open. */
export function resolveStall(draft: Draft, journey: CompiledJourney, run: Run, index: number, said: Said): Run {
  const stageIndex = run.stages.findIndex((stage) => stage.doneAt === null);
  const stage = journey.stages[stageIndex];
  const stall = stage?.stalls[index];
  const progress = run.stages[stageIndex];
  if (stage === undefined || stall === undefined || progress?.enteredAt == null) return run;
  const since = stall.firstEntryOnly ? progress.enteredAt : (progress.reenteredAt ?? progress.enteredAt);
  const touched = progress.touched?.includes(index) === true;
  const fired = progress.over?.includes(index) === true;
  if (said.at < since || (fired && !touched)) return run;
  const place = { run: run.id, stage: stage.name, stall: stall.name };
  const entry = stall.firstEntryOnly ? 1 : progress.entries;
  happened(draft, { kind: 'stall.resolved', at: said.at, ...place, entry });
  if (touched) draft.effects.push({ kind: 'cancel', at: said.at, ...place, because: `resolved by ${said.type}` });
  const stages = run.stages.slice();
  stages[stageIndex] = stallOver(progress, index, false);
  return { ...run, stages, deadlines: run.deadlines.filter((deadline) => deadline.stall !== index) };
}

/** The date to which a stall is counted was said, or said anew: its deadline moves, unless the stall is over. */
export function moveDeadline(draft: Draft, journey: CompiledJourney, run: Run, index: number, said: Said): Run {
  const stage = run.stages.findIndex(({ doneAt }) => doneAt === null);
  const progress = run.stages[stage];
  if (progress === undefined || progress.over?.includes(index) === true) return run;
  const entry = journey.stages[stage]?.stalls[index]?.firstEntryOnly === true ? 1 : progress.entries;
  const unarmed = { ...run, deadlines: run.deadlines.filter((deadline) => deadline.stall !== index) };
  const arming = { stage, stall: index, entry, from: said.at, historical: said.historical === true };
  return arm(draft, journey, unarmed, arming);
}

/** The stall has fired or is resolved; `touch`: and its touch stands. */
export function stallOver(progress: StageProgress, stall: number, touch: boolean): StageProgress {
  const { touched: before, ...rest } = progress;
  const touched = touch ? withNumber(before, stall) : without(before, stall);
  return { ...rest, over: withNumber(progress.over, stall), ...(touched.length > 0 && { touched }) };
}
