import type { Instant } from './instant.ts';
import type { Facts } from './state.ts';

/** When each fact that a guard reads was said: the `occurredAt` of its event. */
export interface FactTimes {
  readonly [eventType: string]: Instant | undefined;
}

/**
 * A named predicate over a run's facts, with the events it reads declared so that they reach the workflow. It is given the
 * declared facts only. Must be pure; one that throws counts as not holding.
 */
export interface Guard {
  readonly reads: readonly string[];
  readonly holds: (facts: Facts, times: FactTimes) => boolean;
}
