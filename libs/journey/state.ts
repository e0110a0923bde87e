import type { JourneyDefinition } from './definition.ts';
import type { Totals } from './guard.ts';
import type { Instant } from './instant.ts';
import type { Json } from './json.ts';
import type { OffsetTable } from './offset-table.ts';

/** The latest properties per event type, as guards read them. */
export interface Facts {
  readonly [eventType: string]: { readonly [name: string]: Json } | undefined;
}

/** The latest event of each type: what of it may be read, and when it happened. */
export interface RememberedFacts {
  readonly [eventType: string]: RememberedFact | undefined;
}

export interface RememberedFact {
  readonly at: Instant;
  readonly properties: { readonly [name: string]: Json };
  readonly historical?: true;
}

/** Everything the journey core knows of one customer. Plain JSON; never changed in place. */
export interface JourneyState {
  readonly customerId: string;
  /** The first candidate of the customer's zones: journeys count days in it. */
  readonly zone: OffsetTable;
  /** Definitions in use by a run, by key (`id@version#hash`). */
  readonly definitions: { readonly [key: string]: JourneyDefinition };
  /** Open runs, oldest first. */
  readonly runs: readonly Run[];
  /** What is remembered of ended runs, one entry per journey and subject, the latest to end last; bounded. */
  readonly ended: readonly EndedRuns[];
  /** The latest event of each type that a journey reads, whatever its subject: what a run that begins later knows. */
  readonly facts: RememberedFacts;
  /** Events of a subject that has no run yet, oldest first, bounded: they count once it begins. */
  readonly early: readonly EarlyEvent[];
}

export interface EarlyEvent {
  readonly type: string;
  readonly at: Instant;
  readonly properties: { readonly [name: string]: Json };
  readonly historical?: true;
}

export interface EndedRuns {
  /** `journey/subject`. */
  readonly of: string;
  /** How many have ended. */
  readonly count: number;
  readonly lastEndedAt: Instant;
}

export interface Run {
  /** `journey/subject/n`: the same in the live system, the simulator and the backtest. */
  readonly id: string;
  readonly definition: string;
  readonly journey: string;
  readonly version: number;
  readonly subject: string | null;
  readonly arm: string | null;
  readonly holdout: boolean;
  readonly startedAt: Instant;
  readonly expiresAt: Instant | null;
  /** One per stage of the definition, in its order. */
  readonly stages: readonly StageProgress[];
  /** Armed deadlines, soonest first. */
  readonly deadlines: readonly ArmedDeadline[];
  /** What its guards, dates and texts read. */
  readonly facts: RememberedFacts;
  /** What has come together since it began, as far as its guards read it. */
  readonly totals?: Totals;
}

export interface StageProgress {
  /** The first entry. */
  readonly enteredAt: Instant | null;
  /** The latest entry, when there was more than one. */
  readonly reenteredAt?: Instant;
  readonly doneAt: Instant | null;
  readonly entries: number;
  /** Stalls (by place) whose touch or activity stands: planned, and since then neither resolved nor started anew. */
  readonly touched?: readonly number[];
  /** Stalls (by place) that have fired or were resolved, and were not started anew. */
  readonly over?: readonly number[];
}

export interface ArmedDeadline {
  readonly at: Instant;
  readonly stage: number;
  readonly stall: number;
  /** Which entry of the stage armed it, from 1. */
  readonly entry: number;
  /** Armed by a historical event: it fires, and never sends. */
  readonly historical?: true;
  /** When it was heard of, if it was over by then: what decides whether it is `missed`. */
  readonly heardAt?: Instant;
}
