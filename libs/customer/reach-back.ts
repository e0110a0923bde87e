import type { Instant, JourneyDefinition } from '#journey';
import { lookbackOfRules, tighteningOf } from '#policy';
import type { Turn } from './turn.ts';

/**
 * How far the ledger must reach: as far as the institution's policy looks back, and as the journeys do that this customer
 * is in, or may yet begin. A journey published later finds what is left, and its verdicts say so.
 */
export function reachBack({ journeys, published }: Turn, horizon: Instant, at: Instant): Instant {
  let furthest = horizon;
  for (const known of [journeys.definitions, published.definitions]) {
    for (const key in known) furthest = Math.min(furthest, at - lookbackOf(known[key] as JourneyDefinition));
  }
  return furthest;
}

const lookbacks = new WeakMap<JourneyDefinition, number>();

function lookbackOf(definition: JourneyDefinition): number {
  if (definition.tightenedBy === undefined) return 0;
  let lookback = lookbacks.get(definition);
  if (lookback === undefined) {
    lookback = lookbackOfRules(tighteningOf(definition) ?? []);
    lookbacks.set(definition, lookback);
  }
  return lookback;
}
