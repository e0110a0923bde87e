import type { JourneyDefinition } from './definition.ts';
import type { Guard } from './guard.ts';

/** All journeys of an institution, and the guards they name. */
export interface Catalogue {
  readonly journeys: readonly JourneyDefinition[];
  readonly guards: { readonly [name: string]: Guard };
}
