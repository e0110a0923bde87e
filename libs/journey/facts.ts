import type { Said } from './said.ts';
import type { RememberedFact, RememberedFacts } from './state.ts';

/** The later event wins, not the later arrival; at one instant the one applied last. */
export function remember(facts: RememberedFacts, { type, at, properties }: Said): RememberedFacts {
  const known = facts[type];
  if (known !== undefined && known.at > at) return facts;
  return withFact(facts, type, { at, properties });
}

/** Not written as one literal: a spread with a computed name beside it takes twice as long. */
export function withFact(facts: RememberedFacts, type: string, fact: RememberedFact): RememberedFacts {
  const next: { [eventType: string]: RememberedFact | undefined } = Object.assign({}, facts);
  next[type] = fact;
  return next;
}
