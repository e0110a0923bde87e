import type { CompiledJourney, Role } from './compiled-journey.ts';
import { passes, replaceRun } from './draft.ts';
import type { Draft } from './draft.ts';
import { endRun, reachGoal } from './end-run.ts';
import { remember } from './facts.ts';
import { isFactOf } from './published-index.ts';
import type { Said } from './said.ts';
import { closeStages, currentStage, reenterStage } from './stages.ts';
import { moveDeadline, resolveStall } from './stalls.ts';
import type { Run } from './state.ts';

/** One run hears one event that concerns it. What happened before its start gives facts and no more. */
export function hear(draft: Draft, journey: CompiledJourney, run: Run, said: Said): void {
  const facts = isFactOf(journey, said.type, draft.index)
    ? remember(run.facts, said.type, said.at, said.properties)
    : run.facts;
  const knowing = facts === run.facts ? run : { ...run, facts };
  const role = journey.roles.get(said.type);
  if (role === undefined || said.at < run.startedAt) replaceRun(draft, run, knowing);
  else move(draft, journey, run, knowing, role, said);
}

/**
 * An event does its own stage, else it means what else it is to the stage the run was in when it came: the event that
 * enters a stage neither enters it again nor resolves its stalls. Of several stages it does the first not done yet.
 */
function move(draft: Draft, journey: CompiledJourney, before: Run, knowing: Run, role: Role, said: Said): void {
  const stage = currentStage(knowing);
  let run = knowing;
  const done = role.done.find(
    (index) => index >= stage && passes(draft, run, journey.stages[index]?.definition.doneWhen, said.at),
  );
  if (done !== undefined) run = closeStages(draft, journey, run, done, true, said);

  const { goal } = journey.definition;
  if (role.goal && passes(draft, run, goal?.when, said.at)) return reachGoal(draft, journey, before, run, said);
  // Without a goal of its own a journey has reached it when its last stage is done.
  if (goal === undefined && done === journey.stages.length - 1) return reachGoal(draft, journey, before, run, said);
  if (role.exit) return endRun(draft, before, run, { how: 'exit', at: said.at, converted: false, by: said.type });

  if (done === undefined) {
    if (role.reenters.includes(stage)) run = reenterStage(draft, journey, run, stage, said);
    for (const place of role.resolves) {
      if (place.stage === stage) run = resolveStall(draft, journey, run, place.stall, said);
    }
    if (run.facts !== before.facts) {
      for (const place of role.dates) {
        if (place.stage === stage) run = moveDeadline(draft, journey, run, place.stall, said);
      }
    }
  }
  replaceRun(draft, before, run);
}
