import type { Instant } from '#journey';

/** One rule that was looked at, with its counters: the answer to "why (not)?". */
export interface Reason {
  readonly rule: string;
  /** A rule's kind, or `useful-until`, `stop`, `reach`, `yield`. */
  readonly kind: string;
  readonly blocked: boolean;
  readonly channel: string | null;
  readonly count: number | null;
  readonly limit: number | null;
  /** The first instant at which this rule alone would let it pass, where it knows one. */
  readonly nextAllowedAt: Instant | null;
  /** It would have blocked, but only reports. */
  readonly shadow?: true;
  /** It would have blocked, but this kind of override holds. */
  readonly overriddenBy?: string;
}

interface Answer {
  readonly touch: string;
  readonly at: Instant;
  /** Ids of the rules that block the channel answered on, sorted. Empty for `send`. */
  readonly blockedBy: readonly string[];
  readonly reasons: readonly Reason[];
  readonly zones: readonly string[];
  /** The version of the IANA data by which their clocks were read. Null: no zone, or its table does not tell. */
  readonly iana: string | null;
  /** Content hash of the policy that decided. */
  readonly policy: string;
  /** The touch that took the slot, when this one yielded. */
  readonly winner: string | null;
}

/**
 * What may open a hold sooner than its time: `release`, a contact under way that is not made after all; `outcome`, also one
 * that comes to less than it counts for until that is known.
 */
export type OpensWith = 'release' | 'outcome';

export type Verdict =
  /** `validUntil`: the last instant (inclusive) at which a dispatch may begin on this verdict; later: ask again. */
  | (Answer & { readonly kind: 'send'; readonly channel: string; readonly validUntil: Instant })
  /** `spreadMs`: `until` is an instant for many customers; to be asked about again within so long after it. */
  | (Answer & {
      readonly kind: 'hold';
      readonly channel: string;
      readonly until: Instant;
      readonly opensWith?: OpensWith;
      readonly spreadMs?: number;
    })
  | (Answer & { readonly kind: 'drop'; readonly channel: string | null })
  | (Answer & { readonly kind: 'human'; readonly channel: string });
