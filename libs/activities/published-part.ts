import { ianaVersion } from '#clock';
import { heardBy } from '#journey';
import type { JourneyDefinition, Published } from '#journey';
import type { PublishedPart } from './customer-activities.ts';

/**
 * The index of all event types with the definitions that hear these. Definitions reach a workflow through its history,
 * never from its bundle: so a replay on a newer build starts the run that was started then. Those that a type only tells a
 * fact come along, too: what is heard before a run begins (an open complaint, say) is remembered for its guards.
 */
export function publishedPart(published: Published, types: readonly string[]): PublishedPart {
  const heard = heardBy(published);
  const definitions: { [key: string]: JourneyDefinition } = {};
  for (const type of types) {
    for (const key of heard[type] ?? []) {
      const definition = published.definitions[key];
      if (definition !== undefined) definitions[key] = definition;
    }
  }
  return { startsOn: published.startsOn, heardBy: heard, definitions, iana: ianaVersion() };
}
