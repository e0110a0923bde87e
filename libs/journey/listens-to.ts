import type { Catalogue } from './catalogue.ts';
import { compile } from './compiled-journey.ts';
import { totalReference } from './definition-words.ts';

/**
 * The event types that must reach the workflow: what begins, moves, resolves or ends a journey, carries a date that one
 * counts to, or is read by a guard. All guards, the unnamed too: an older version of a run in flight may name them.
 */
export function listensTo(catalogue: Catalogue): ReadonlySet<string> {
  const types = new Set<string>();
  for (const definition of catalogue.journeys) for (const type of compile(definition).roles.keys()) types.add(type);
  for (const { reads, totals = [] } of Object.values(catalogue.guards)) {
    for (const type of reads) types.add(type);
    for (const total of totals) types.add(totalReference(total).type);
  }
  return types;
}
