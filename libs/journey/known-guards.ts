import type { JourneyDefinition } from './definition.ts';
import type { Guard } from './guard.ts';

type Guards = { readonly [name: string]: Guard };

const none: Guards = Object.freeze({});
const memo = new WeakMap<JourneyDefinition, Guards>();

/** Remembers with which guards a vocabulary made a definition, so that one journey alone can be rehearsed. */
export function rememberGuards(definition: JourneyDefinition, guards: Guards): JourneyDefinition {
  memo.set(definition, guards);
  return definition;
}

/** The guards of the vocabulary that made this definition; none when it was made otherwise, or read back from a state. */
export function guardsOf(definition: JourneyDefinition): Guards {
  return memo.get(definition) ?? none;
}
