import type { CustomerEvent, Instant, OffsetTable } from '#journey';
import type { Disposition, Outcome, Verdict } from '#policy';

export type CustomerInput =
  /** An event of upstream or of a provider's callback. `zone` comes along when the event changes it. */
  | { readonly kind: 'event'; readonly event: CustomerEvent; readonly zone?: OffsetTable }
  /** Business time has reached `at`: deadlines, ends of holds, silent attempts. */
  | { readonly kind: 'due'; readonly at: Instant }
  /** The policy's answers to an `ask`, in the order asked. */
  | { readonly kind: 'verdicts'; readonly at: Instant; readonly verdicts: readonly Verdict[] }
  /** A dispatch has come to its end. */
  | { readonly kind: 'dispatched'; readonly at: Instant; readonly attempt: string; readonly result: DispatchResult }
  /** A stop was lifted, or the policy changed: look at everything held anew, at or after `at`. */
  | { readonly kind: 'look again'; readonly at: Instant; readonly because: string };

export type DispatchResult =
  /** The provider has it; the outcome comes by callback. */
  | { readonly kind: 'accepted'; readonly reference: string | null }
  | {
      readonly kind: 'outcome';
      readonly outcome: Outcome;
      readonly disposition: Disposition | null;
      readonly detail: string | null;
    }
  /** Nothing went out: a stop in force, a verdict out of date. A fresh verdict is needed. */
  | { readonly kind: 'not sent'; readonly because: string };
