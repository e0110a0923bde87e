import { eventsOf } from './definition-words.ts';
import type { JourneyDefinition } from './definition.ts';

/** One step of a journey's funnel, in order: its start, its stages, and its goal where that is a step of its own. */
export interface FunnelStep {
  readonly kind: 'start' | 'stage' | 'goal';
  /** The stage's name; `start` and `goal` for the others. */
  readonly name: string;
  readonly title: string;
  readonly on: readonly string[];
  /** May be skipped: passed by a later stage's event, it is not counted as reached. */
  readonly optional: boolean;
}

/**
 * Decision: must the last stage be the goal? Options: (a) yes; (b) the goal is free. (a) makes authors write a stage without
 * stalls only to name the goal; so (b). A goal that the last stage's events make up is that stage; any other goal is one
 * step more. A journey without a goal has reached it when its last stage is done.
 */
export function funnelSteps(definition: JourneyDefinition): readonly FunnelStep[] {
  const start = { kind: 'start', name: 'start', title: definition.title, on: eventsOf(definition.startsOn) } as const;
  const stages = definition.stages.map(({ name, title, doneOn, optional }): FunnelStep => ({
    kind: 'stage',
    name,
    title: title ?? name,
    on: eventsOf(doneOn),
    optional: optional === true,
  }));
  const steps: FunnelStep[] = [{ ...start, optional: false }, ...stages];
  const goals = eventsOf(definition.goal?.on);
  const last = new Set(stages.at(-1)?.on);
  if (goals.length > 0 && !(goals.length === last.size && goals.every((event) => last.has(event)))) {
    steps.push({ kind: 'goal', name: 'goal', title: 'Goal', on: goals, optional: false });
  }
  return steps;
}
