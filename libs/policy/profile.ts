import type { Instant, OffsetTable, Purpose } from '#journey';

/** What the policy knows of the customer. Nothing personal. */
export interface Profile {
  /** Candidate zones by the ladder; none means unknown, and rules of hours and calendars then block. */
  readonly zones: readonly OffsetTable[];
  /** The consent ledger, ordered by `at`. */
  readonly consents: readonly ConsentWord[];
  readonly flags: readonly Flag[];
  readonly overrides: readonly Override[];
}

export interface ConsentWord {
  readonly at: Instant;
  readonly purpose: Purpose;
  /** A channel, or `*` for all. */
  readonly channel: string;
  readonly given: boolean;
  readonly basis: string | null;
}

/** `complaint`, `fraud-check`, `overdue`, `vulnerable`, … up while from <= t < to. */
export interface Flag {
  readonly flag: string;
  readonly from: Instant;
  readonly to: Instant | null;
}

export interface Override {
  readonly kind: string;
  readonly from: Instant;
  readonly to: Instant | null;
}
