import type { JourneyDefinition } from './definition.ts';
import type { CustomerEvent } from './event.ts';
import type { Guard } from './guard.ts';
import type { JourneyEffect, PlannedTouch } from './happening.ts';
import type { Instant } from './instant.ts';
import type { JourneyState, Run } from './state.ts';

export type JourneyInput =
  /** Deadlines before `event.occurredAt` fire first; one exactly at it is resolved by it. */
  | { readonly kind: 'event'; readonly event: CustomerEvent }
  /** Every deadline at or before `at` fires. */
  | { readonly kind: 'due'; readonly at: Instant };

/** What a transition reads besides the state: the definitions new runs begin with, by start event type, and the guards. */
export interface Published {
  readonly startsOn: { readonly [eventType: string]: readonly string[] | undefined };
  readonly definitions: { readonly [key: string]: JourneyDefinition };
  readonly guards: { readonly [name: string]: Guard };
}

export declare function transition(
  state: JourneyState,
  input: JourneyInput,
  published: Published,
): readonly [JourneyState, readonly JourneyEffect[]];

/** The earliest armed deadline or expiry of any run; null when nothing is armed. */
export declare function nextDue(state: JourneyState): Instant | null;

/** Is the reason of this touch still there: run open, stage not done, stall not resolved, guards still as they were? */
export declare function stillStalled(state: JourneyState, touch: PlannedTouch, published: Published): boolean;

/** The run's facts over the customer's, the run's own winning. */
export declare function factsOf(state: JourneyState, run: Run): JourneyState['facts'];
