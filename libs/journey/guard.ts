import type { Facts } from './state.ts';

/** A named predicate over a run's facts, with the events it reads declared so that they reach the workflow. */
export interface Guard {
  readonly reads: readonly string[];
  readonly holds: (facts: Facts) => boolean;
}
