import type { Instant, JourneyHappening, PlannedActivity, PlannedTouch } from '#journey';
import type { Disposition, LedgerEntry, Outcome, Verdict } from '#policy';

/** What has happened to one customer, as it is recorded, printed and counted: alike in all hosts. */
export type Happening =
  | JourneyHappening
  | { readonly kind: 'touch.planned'; readonly at: Instant; readonly touch: PlannedTouch }
  /** `number`: the how-manieth time this touch was asked about, from 1. */
  | {
      readonly kind: 'verdict';
      readonly at: Instant;
      readonly touch: string;
      readonly number: number;
      readonly verdict: Verdict;
    }
  | { readonly kind: 'touch.cancelled'; readonly at: Instant; readonly touch: string; readonly because: string }
  | {
      readonly kind: 'attempt.started';
      readonly at: Instant;
      readonly touch: string;
      readonly attempt: string;
      readonly channel: string;
    }
  | {
      readonly kind: 'attempt.ended';
      readonly at: Instant;
      readonly touch: string;
      readonly attempt: string;
      readonly channel: string;
      readonly outcome: Outcome;
      readonly disposition: Disposition | null;
      readonly detail: string | null;
    }
  | {
      readonly kind: 'attempt.not sent';
      readonly at: Instant;
      readonly touch: string;
      readonly attempt: string;
      readonly because: string;
    }
  | {
      readonly kind: 'touch.ended';
      readonly at: Instant;
      readonly touch: string;
      readonly how: TouchEnd;
    }
  | { readonly kind: 'activity.planned'; readonly at: Instant; readonly activity: PlannedActivity }
  | {
      readonly kind: 'activity.cancelled';
      readonly at: Instant;
      readonly activity: PlannedActivity;
      readonly because: string;
    }
  | {
      readonly kind: 'activity.ended';
      readonly at: Instant;
      readonly activity: PlannedActivity;
      readonly how: ActivityEnd;
      readonly detail: string | null;
    }
  | { readonly kind: 'contact.elsewhere'; readonly at: Instant; readonly entry: LedgerEntry };

/** `sent` means that a channel took it, `unknown` that nobody can say whether it did. */
export type TouchEnd = 'sent' | 'failed' | 'unknown' | 'dropped' | 'cancelled';

/** `unknown` means that it had begun, and nobody can say whether it was done; `cancelled`, that it never began. */
export type ActivityEnd = 'done' | 'failed' | 'unknown' | 'cancelled';
