import type { Instant, Purpose, TouchClass } from '#journey';
import type { Rule } from './rule.ts';

/** What the policy is asked about: one intended contact, with the channels still open to it, in order of fallback. */
export interface TouchRequest {
  readonly id: string;
  readonly purpose: Purpose;
  readonly channels: readonly string[];
  readonly plannedAt: Instant;
  /** The last instant (inclusive) at which sending is worth while. */
  readonly usefulUntil: Instant;
  readonly journey: string | null;
  readonly stage: string | null;
  readonly debt: string | null;
  readonly topic: string | null;
  readonly class: TouchClass;
  readonly score: number;
  /** The number or account it goes to, hashed, where a rule counts by it. */
  readonly number?: string | null;
  /** Rules that the journey adds to the institution's (see `tighten`). They can only block more. */
  readonly tightenedBy?: readonly Rule[];
}
