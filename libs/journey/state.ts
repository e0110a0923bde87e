import type { JourneyDefinition } from './definition.ts';
import type { Instant } from './instant.ts';
import type { Json } from './json.ts';
import type { OffsetTable } from './offset-table.ts';

/** The latest properties per event type, as guards read them. */
export interface Facts {
  readonly [eventType: string]: { readonly [name: string]: Json } | undefined;
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
  /** What is remembered of ended runs: `journey/subject` -> how often it began, and when it last ended. */
  readonly ended: { readonly [journeyAndSubject: string]: EndedRuns };
  /** Facts that carried no subject key, by event type. */
  readonly facts: Facts;
}

export interface EndedRuns {
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
  readonly facts: Facts;
}

export interface StageProgress {
  readonly enteredAt: Instant | null;
  readonly doneAt: Instant | null;
  readonly entries: number;
}

export interface ArmedDeadline {
  readonly at: Instant;
  readonly stage: number;
  readonly stall: number;
  /** Which entry of the stage armed it, from 1. */
  readonly entry: number;
}
