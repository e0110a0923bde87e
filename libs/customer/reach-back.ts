import type { Instant } from '#journey';
import { lookbackOf, tighteningOf } from '#policy';
import type { Turn } from './turn.ts';

/**
 * How far the ledger must reach: as far as the institution's policy and what is published look back (`horizon`), and as the
 * journeys do to which this customer's runs are pinned.
 */
export function reachBack({ journeys }: Pick<Turn, 'journeys'>, horizon: Instant, at: Instant): Instant {
  const pinned = Object.values(journeys.definitions).map(tighteningOf);
  return pinned.reduce((furthest, rules) => Math.min(furthest, at - lookbackOf(rules)), horizon);
}
