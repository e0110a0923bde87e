import type { JourneyDefinition } from './definition.ts';
import type { Guard } from './guard.ts';
import { InvalidCatalogueError } from './invalid-catalogue.error.ts';
import { journeyFaults } from './journey-faults.ts';
import { duplicates } from './name-faults.ts';

/** All journeys of an institution, and the guards they name. */
export interface Catalogue {
  readonly journeys: readonly JourneyDefinition[];
  readonly guards: { readonly [name: string]: Guard };
}

/**
 * Puts the vocabularies and journeys of all teams together.
 * Thrown when they do not go together, or a journey made without a vocabulary has faults: `InvalidCatalogueError`.
 */
export function catalogue(parts: {
  readonly vocabularies: readonly { readonly guards: { readonly [name: string]: Guard } }[];
  readonly journeys: readonly JourneyDefinition[];
}): Catalogue {
  const guards: { [name: string]: Guard } = {};
  const faults: string[] = [];
  for (const vocabulary of parts.vocabularies) {
    for (const [name, guard] of Object.entries(vocabulary.guards)) {
      const known = guards[name];
      if (known !== undefined && known.holds !== guard.holds) {
        faults.push(`Guard "${name}" is declared twice, with different meanings. Give one of them another name.`);
      }
      guards[name] = guard;
    }
  }
  for (const id of duplicates(parts.journeys.map((journey) => journey.id))) {
    faults.push(
      `Journey "${id}" is in the catalogue twice. Keep one version of it, or give the other an id of its own.`,
    );
  }
  const known = {
    guards: new Set(Object.keys(guards)),
    templates: null,
    channels: null,
    activities: null,
    events: null,
  };
  for (const journey of parts.journeys) {
    for (const fault of journeyFaults(journey, known)) faults.push(`Journey "${journey.id}": ${fault}`);
  }
  if (faults.length > 0) throw new InvalidCatalogueError(faults);
  return { journeys: parts.journeys, guards };
}
