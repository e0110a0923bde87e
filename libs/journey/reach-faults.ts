import { eventsOf } from './definition-words.ts';
import type { JourneyDefinition } from './definition.ts';

/** Events that contradict each other, and stages that no run can ever be in or complete. */
export function reachFaults(definition: JourneyDefinition): readonly string[] {
  const { stages, goal } = definition;
  const exits = eventsOf(definition.exitsOn);
  const goals = eventsOf(goal?.on);
  const starts = eventsOf(definition.startsOn);
  const faults: string[] = [];
  const bothEnd = (what: string, events: readonly string[]): void => {
    for (const event of events.filter((other) => exits.includes(other))) {
      faults.push(`"${event}" ${what} and is an exit as well. Let it do one of the two.`);
    }
  };
  bothEnd('begins it', starts);
  bothEnd('is its goal', goals);
  let lastWord: string | null = null;
  for (const stage of stages) {
    bothEnd(`completes the stage "${stage.name}"`, eventsOf(stage.doneOn));
    bothEnd(`enters the stage "${stage.name}" again`, eventsOf(stage.reentersOn));
    if (lastWord !== null) {
      faults.push(
        `stage "${stage.name}" is unreachable: every event that completes "${lastWord}" is the goal and ends the run. ` +
          'Move it before, or give the goal an event of its own.',
      );
    } else if (goal !== undefined && goal.when === undefined && isWithin(eventsOf(stage.doneOn), goals))
      lastWord = stage.name;
  }
  const last = stages.at(-1);
  if (last?.optional === true && goal === undefined) {
    faults.push(
      `stage "${last.name}" is the last and optional, so it would never be known when a run is through. Give the journey a goal, or take optional out.`,
    );
  }
  return faults;
}

function isWithin(events: readonly string[], all: readonly string[]): boolean {
  return events.length > 0 && events.every((event) => all.includes(event));
}
