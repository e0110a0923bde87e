import { canonicalJson } from './canonical-json.ts';
import type { Catalogue } from './catalogue.ts';
import { definitionId, eventsOf } from './definition-words.ts';
import type { JourneyDefinition } from './definition.ts';
import type { Published } from './published.ts';

/** `id@version#hash`: names a definition by its content. `sha256` gives hexadecimal digits. */
export function definitionKey(definition: JourneyDefinition, sha256: (text: string) => string): string {
  return `${definitionId(definition)}#${sha256(canonicalJson(definition)).slice(0, 12)}`;
}

/** The catalogue as transitions read it. Pure; the hash is handed in because this lib runs where no crypto is. */
export function publish(catalogue: Catalogue, sha256: (text: string) => string): Published {
  const definitions: { [key: string]: JourneyDefinition } = {};
  const startsOn: { [eventType: string]: string[] } = {};
  for (const definition of catalogue.journeys) {
    const key = definitionKey(definition, sha256);
    definitions[key] = definition;
    for (const type of new Set(eventsOf(definition.startsOn))) (startsOn[type] ??= []).push(key);
  }
  return { startsOn, definitions, guards: catalogue.guards };
}
