import type { Catalogue } from './catalogue.ts';
import { compile } from './compiled-journey.ts';

/**
 * The event types that must reach the workflow: what begins, moves, resolves or ends a journey, carries a date that one
 * counts to, or is read by a guard. All guards, the unnamed too: an older version of a run in flight may name them.
 */
export function listensTo(catalogue: Catalogue): ReadonlySet<string> {
  const types = new Set<string>();
  for (const definition of catalogue.journeys) for (const type of compile(definition).roles.keys()) types.add(type);
  for (const guard of Object.values(catalogue.guards)) for (const type of guard.reads) types.add(type);
  return types;
}
