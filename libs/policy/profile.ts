import type { Instant, OffsetTable, Purpose } from '#journey';
import type { Stop } from './stop.ts';

/** What the policy knows of the customer. Nothing personal. */
export interface Profile {
  /** Candidate zones by the ladder; none means unknown, and rules of hours and calendars then block. */
  readonly zones: readonly OffsetTable[];
  /** The consent ledger, ordered by `at`. */
  readonly consents: readonly ConsentWord[];
  readonly flags: readonly Flag[];
  readonly overrides: readonly Override[];
  /** Opaque id, for rules of holdout; a holdout rule that is not told it blocks. */
  readonly customerId?: string;
  /** The stops in force, as read for this verdict. */
  readonly stops?: readonly Stop[];
}

/** One word of the customer's, given or withdrawn, with its scope (purpose x channel) and what proves it. */
export interface ConsentWord {
  readonly at: Instant;
  readonly purpose: Purpose;
  /** A channel, or `*` for all. */
  readonly channel: string;
  readonly given: boolean;
  /** A yes that says the standing one again, on the way that proves who speaks (double opt-in). Alone it gives nothing. */
  readonly confirms?: true;
  /**
   * A yes that takes back what an answer (`basis` 'answer') had closed before it: what stood before stands again. Alone it
   * gives nothing.
   */
  readonly lifts?: true;
  readonly basis: string | null;
  /** Where the proof lies: a document, a recording, a message; never its text. */
  readonly evidence?: string | null;
}

/** `complaint`, `fraud-check`, `overdue`, `vulnerable`, … up while from <= t < to. */
export interface Flag {
  readonly flag: string;
  /** Which complaint, dispute or bill: several may be open at once. */
  readonly about?: string | null;
  readonly from: Instant;
  readonly to: Instant | null;
}

/** What a customer may allow though a rule stands against it. */
export const overrideKinds = ['callback', 'direct consent', 'agreed hours'] as const;
export type OverrideKind = (typeof overrideKinds)[number];

/** Holds while from <= t < to. */
export interface Override {
  readonly kind: OverrideKind;
  /** When the customer said so; absent where that was not kept. */
  readonly saidAt?: Instant;
  /** The one channel that it is about. Absent: all. */
  readonly channel?: string;
  readonly from: Instant;
  readonly to: Instant | null;
}
