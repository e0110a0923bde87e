import type { Instant } from './instant.ts';
import type { Facts } from './state.ts';

/** When each fact that a guard reads was said: the `occurredAt` of its event. */
export interface FactTimes {
  readonly [eventType: string]: Instant | undefined;
}

/**
 * What has come together since the run began, by `event` (how often it happened) or `event:property` (its values added up,
 * to a millionth, those that are no numbers left out): 0 before the first.
 */
export interface Totals {
  readonly [total: string]: number;
}

/**
 * A named predicate over a run's facts, with the events it reads declared so that they reach the workflow. It is given the
 * declared facts only. Must be pure; one that throws counts as not holding.
 */
export interface Guard {
  readonly reads: readonly string[];
  /** The totals it reads. Kept per run, a number each, not the list of what happened. */
  readonly totals?: readonly string[];
  readonly holds: (facts: Facts, times: FactTimes, totals: Totals) => boolean;
}
