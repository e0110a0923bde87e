import type { JourneyDefinition, Published } from '#journey';
import type { PublishedPart } from './customer-activities.ts';

/**
 * The index of all start events with the definitions of these types. Definitions reach a workflow through its history,
 * never from its bundle: so a replay on a newer build starts the run that was started then.
 */
export function publishedPart(published: Published, types: readonly string[]): PublishedPart {
  const definitions: { [key: string]: JourneyDefinition } = {};
  for (const type of types) {
    for (const key of published.startsOn[type] ?? []) {
      const definition = published.definitions[key];
      if (definition !== undefined) definitions[key] = definition;
    }
  }
  return { startsOn: published.startsOn, definitions };
}
