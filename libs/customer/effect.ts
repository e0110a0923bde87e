import type { PlannedActivity, PlannedTouch } from '#journey';
import type { TouchRequest } from '#policy';
import type { Happening } from './happening.ts';
import type { Attempt } from './state.ts';

export type CustomerEffect =
  | { readonly kind: 'happened'; readonly happening: Happening }
  | { readonly kind: 'dispatch'; readonly dispatch: Dispatch }
  /** The dispatch of this attempt must stop, if it still can. */
  | { readonly kind: 'cancel dispatch'; readonly attempt: string }
  | { readonly kind: 'perform'; readonly order: ActivityOrder }
  /** This activity must not begin, if it has not yet. */
  | { readonly kind: 'cancel activity'; readonly activity: string };

/** What the dispatch activity needs; who the customer is, it looks up. */
export interface Dispatch {
  readonly customerId: string;
  readonly attempt: Attempt;
  readonly touch: PlannedTouch;
  /** Scalars of the run's facts that a text may use. */
  readonly variables: Variables;
}

/** What a journey's own activity needs; its id, with the customer's, is the idempotency key. */
export interface ActivityOrder {
  readonly customerId: string;
  readonly activity: PlannedActivity;
  /** Scalars of the run's facts. */
  readonly variables: Variables;
}

export interface Variables {
  readonly [name: string]: string | number | boolean;
}

/** One question to the policy about all touches that wait for a verdict now: together, so that arbitration sees them all. */
export interface Ask {
  readonly requests: readonly TouchRequest[];
}
