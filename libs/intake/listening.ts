import type { Catalogue } from '#journey';
import { listensTo } from '#journey';
import { policyInputs } from '#events';

/** The types of events that go on to the workflow; all others are stored only. */
export function listenedTypes(catalogue: Catalogue): ReadonlySet<string> {
  return new Set([...listensTo(catalogue), ...policyInputs]);
}
