import type { CompiledJourney, Role } from './compiled-journey.ts';
import { passes, replaceRun } from './draft.ts';
import type { Draft, MovingRun } from './draft.ts';
import { endRun, reachGoal } from './end-run.ts';
import { remember } from './facts.ts';
import type { Said } from './said.ts';
import { closeStages, currentStage, isOpen, reenterStage } from './stages.ts';
import { moveDeadline, resolveStall } from './stalls.ts';
import type { Run } from './state.ts';
import { added, addsUp } from './totals.ts';

/** One run hears one event that concerns it. What happened before its start gives facts and no more. */
export function hear(draft: Draft, journey: CompiledJourney, before: Run, said: Said): void {
  const role = journey.roles.get(said.type);
  if (role === undefined) return;
  const run: MovingRun = { ...before };
  if (role.fact) run.facts = remember(run.facts, said);
  if (addsUp(role) && said.at >= before.startedAt) run.totals = added(run.totals, role, said);
  const isOver = role.moves && said.at >= before.startedAt && move(draft, journey, before, run, role, said);
  if (isOver) return;
  if (
    run.facts !== before.facts ||
    run.totals !== before.totals ||
    run.stages !== before.stages ||
    run.deadlines !== before.deadlines
  ) {
    replaceRun(draft, before, run);
  }
}

/**
 * An event does its own stage, and means what else it is to the stages that were open when it came and stay so: the event
 * that enters a stage neither enters it again nor resolves its stalls. Of several stages it does the first not done yet.
 * True: the run has ended.
 */
function move(draft: Draft, journey: CompiledJourney, before: Run, run: MovingRun, role: Role, said: Said): boolean {
  const stage = currentStage(run);
  let done: number | null = null;
  for (const index of role.done) {
    if (index < stage || !passes(draft, run, journey.stages[index]?.definition.doneWhen, said.at)) continue;
    closeStages(draft, journey, run, (done = index), true, said);
    break;
  }
  const { goal } = journey.definition;
  // Without a goal of its own a journey has reached it when its last stage is done.
  const isGoal =
    goal === undefined ? done === journey.stages.length - 1 : role.goal && passes(draft, run, goal.when, said.at);
  if (isGoal) reachGoal(draft, journey, before, run, said);
  else if (role.exit) endRun(draft, before, run, { how: 'exit', at: said.at, converted: false, by: said.type });
  if (isGoal || role.exit) return true;

  const staysOpen = (index: number): boolean => isOpen(before, index) && isOpen(run, index);
  for (const index of role.reenters) if (staysOpen(index)) reenterStage(draft, journey, run, index, said);
  for (const place of role.resolves) if (staysOpen(place.stage)) resolveStall(draft, journey, run, place, said);
  if (run.facts === before.facts) return false;
  for (const place of role.dates) if (staysOpen(place.stage)) moveDeadline(draft, journey, run, place, said);
  return false;
}
