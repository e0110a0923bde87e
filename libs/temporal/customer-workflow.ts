import type { Instant } from '#journey';

/** The names under which the world outside speaks to the customer workflow. Nobody calls it; it is started by name. */
export const CUSTOMER_WORKFLOW = 'customer';
/** One argument: `CustomerEvent[]`, without personal fields. */
export const EVENTS_SIGNAL = 'events';
/** One argument: `LookAgain`. A plain signal: a customer without a running workflow holds nothing. */
export const LOOK_AGAIN_SIGNAL = 'lookAgain';
/** No argument: the persisted clock goes on, goes faster or was put forward. A plain signal. */
export const CLOCK_CHANGED_SIGNAL = 'clockChanged';
/** Answers `Standing`. */
export const STANDING_QUERY = 'standing';

export function customerWorkflowId(customerId: string): string {
  return `customer/${customerId}`;
}

export interface CustomerStart {
  readonly customerId: string;
}

/** A stop was lifted or the policy changed: what is held is looked at anew. Whoever signals paces it. */
export interface LookAgain {
  readonly because: string;
}

/** Where a customer stands, and what is due next. */
export interface Standing {
  readonly customerId: string;
  /** Business time as the workflow knows it; null while it has not loaded yet. */
  readonly at: Instant | null;
  readonly runs: readonly StandingRun[];
  readonly touches: readonly StandingTouch[];
  readonly nextDue: Instant | null;
  /** Dispatches on their way at this moment, by attempt. */
  readonly dispatching: readonly string[];
  /** Signalled events and ended dispatches that are not applied yet. */
  readonly unread: number;
  /** Happenings that wait for PostgreSQL. */
  readonly unrecorded: number;
  readonly history: { readonly events: number; readonly generation: number };
}

export interface StandingRun {
  readonly run: string;
  readonly journey: string;
  readonly version: number;
  readonly subject: string | null;
  /** Stages entered and not done. */
  readonly stages: readonly string[];
  readonly nextDeadline: Instant | null;
}

export interface StandingTouch {
  readonly touch: string;
  readonly state: string;
  readonly dueAt: Instant | null;
}
