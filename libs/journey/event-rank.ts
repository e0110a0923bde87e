import { eventsOf } from './definition-words.ts';
import type { JourneyDefinition } from './definition.ts';

/**
 * The order in which event types of one instant are applied: what begins a journey, then what completes its stages in
 * their order, then what enters a stage again or resolves a stall of it, then the goal, then exits. Types that only
 * bring facts have no rank and come first, so that the guards of that instant see them.
 *
 * Decision: journeys may disagree (one's stage is another's exit). Options: (a) sort per run, (b) one order for all.
 * With (a) the host must hand over whole instants; (b) keeps one event per input. So (b): the orders of the journeys are
 * merged in the order of the catalogue, and a wish that contradicts what was settled before is left out. The runs that it
 * would have served still end up right, because a later stage's event closes the earlier ones.
 */
export function rankEvents(definitions: readonly JourneyDefinition[]): ReadonlyMap<string, number> {
  const before = new Map<string, Set<string>>();
  for (const definition of definitions) {
    const steps = stepsOf(definition);
    steps.forEach((step, index) => {
      for (const type of step) {
        if (!before.has(type)) before.set(type, new Set());
        for (const earlier of steps.slice(0, index).flat()) {
          if (!comesBefore(before, type, earlier)) before.get(type)?.add(earlier);
        }
      }
    });
  }
  const ranks = new Map<string, number>();
  for (const type of before.keys()) place(type, before, ranks);
  return ranks;
}

/** The steps of one journey, each event type in the first one that it serves, empty steps left out. */
function stepsOf(definition: JourneyDefinition): readonly (readonly string[])[] {
  const stages = definition.stages.flatMap((stage) => [
    eventsOf(stage.doneOn),
    [...eventsOf(stage.reentersOn), ...(stage.stalls ?? []).flatMap((stall) => eventsOf(stall.resolvedOn))],
  ]);
  const steps = [eventsOf(definition.startsOn), ...stages, eventsOf(definition.goal?.on), eventsOf(definition.exitsOn)];
  const seen = new Set<string>();
  return steps
    .map((step) => step.filter((type) => !seen.has(type) && seen.add(type)))
    .filter((step) => step.length > 0);
}

/** Is `first` already settled to come before `second`? */
function comesBefore(before: ReadonlyMap<string, ReadonlySet<string>>, first: string, second: string): boolean {
  // A set grows while it is walked, and the walk goes on over what was added.
  const earlier = new Set(before.get(second));
  for (const type of earlier) for (const next of before.get(type) ?? []) earlier.add(next);
  return earlier.has(first);
}

function place(type: string, before: ReadonlyMap<string, ReadonlySet<string>>, ranks: Map<string, number>): number {
  const known = ranks.get(type);
  if (known !== undefined) return known;
  let rank = 0;
  for (const earlier of before.get(type) ?? []) rank = Math.max(rank, place(earlier, before, ranks) + 1);
  ranks.set(type, rank);
  return rank;
}
