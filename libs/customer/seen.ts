import type { CustomerEvent } from '#journey';

/**
 * How many event keys are remembered. The store already lets an event through once; what can come again is one signal
 * whose mark was lost in a crash, per door. The doors signal at most 100 events of a customer at a time.
 */
export const SEEN_LIMIT = 256;

export function keyOf(event: CustomerEvent): string {
  return `${event.source}/${event.id}`;
}

/** The keys with this one added, or null when it was there already. */
export function remember(seen: readonly string[], key: string): readonly string[] | null {
  if (seen.includes(key)) return null;
  const kept = seen.length < SEEN_LIMIT ? seen.slice() : seen.slice(seen.length - SEEN_LIMIT + 1);
  kept.push(key);
  return kept;
}
