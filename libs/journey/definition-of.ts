import type { JourneyDefinition } from './definition.ts';
import { journeyOf } from './draft.ts';
import { indexOf } from './published-index.ts';
import type { Published } from './published.ts';
import type { JourneyState, Run } from './state.ts';

/** The definition to which a run is pinned. */
export function definitionOf(state: JourneyState, run: Run, published: Published): JourneyDefinition {
  return journeyOf(state, run, indexOf(published)).definition;
}
