import type { CustomerEvent, Instant, OffsetTable } from '#journey';
import type { Disposition, Outcome, Verdict } from '#policy';

export type CustomerInput =
  /**
   * A snapshot was taken up again: open runs move to a newer version of their journey where that says how. `horizon` as
   * with the verdicts: a customer may be told of for years without a verdict being asked.
   */
  | { readonly kind: 'loaded'; readonly at: Instant; readonly horizon?: Instant }
  /** An event of upstream or of a provider's callback. `zone` comes along when the event changes it. */
  | { readonly kind: 'event'; readonly event: CustomerEvent; readonly zone?: OffsetTable }
  /** Business time has reached `at`: deadlines, ends of holds, silent attempts. */
  | { readonly kind: 'due'; readonly at: Instant }
  /**
   * The policy's answers to an `Ask`. `horizon`: what lies before it no rule can look back to any more, and is folded
   * away from the ledger; absent, nothing is.
   */
  | {
      readonly kind: 'verdicts';
      readonly at: Instant;
      readonly verdicts: readonly Verdict[];
      readonly horizon?: Instant;
    }
  /** A dispatch has come to its end. */
  | { readonly kind: 'dispatched'; readonly at: Instant; readonly attempt: string; readonly result: DispatchResult }
  /** An activity has come to its end. */
  | { readonly kind: 'performed'; readonly at: Instant; readonly activity: string; readonly result: PerformResult }
  /** A stop was lifted, or the policy changed: what is held is looked at anew at `at`. */
  | { readonly kind: 'look again'; readonly at: Instant; readonly because: string };

/** `began`: when it was handed over, after what it had to wait; absent where that is the instant of its verdict. */
export type DispatchResult =
  /** The provider has it; the outcome comes by callback, and is `unknown` when it has not come by `outcomeBy`. */
  | {
      readonly kind: 'accepted';
      readonly reference: string | null;
      readonly outcomeBy: Instant;
      readonly began?: Instant;
    }
  | {
      readonly kind: 'outcome';
      readonly began?: Instant;
      readonly outcome: Outcome;
      readonly disposition: Disposition | null;
      readonly detail: string | null;
      readonly reference?: string;
      /** It failed before anything could reach the customer (unfit words, a provider that took nothing): it uses up no cap. */
      readonly neverLeft?: true;
    }
  /** Nothing went out: a stop in force, a verdict out of date, a cancellation in time. A fresh verdict is needed. */
  | { readonly kind: 'not sent'; readonly because: string };

export type PerformResult =
  | { readonly kind: 'done'; readonly detail: null }
  /** `unknown`: it had begun, and never said how it ended. */
  | { readonly kind: 'failed' | 'unknown'; readonly detail: string }
  /** Cancelled in time, or no worker took it for long. */
  | { readonly kind: 'not begun' };
