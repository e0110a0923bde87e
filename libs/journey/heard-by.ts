import { indexOf } from './published-index.ts';
import type { Published } from './published.ts';

/** Keys of the definitions to which each event type is anything: what has to be known before such an event is taken. */
export function heardBy(published: Published): { readonly [eventType: string]: readonly string[] } {
  const keys: { [eventType: string]: string[] } = {};
  for (const [key, { roles }] of indexOf(published).journeys)
    for (const type of roles.keys()) (keys[type] ??= []).push(key);
  return keys;
}
