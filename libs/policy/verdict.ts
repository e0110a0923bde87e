import type { Instant } from '#journey';

/** One rule that was looked at, with its counters: the answer to "why (not)?". */
export interface Reason {
  readonly rule: string;
  readonly kind: string;
  readonly blocked: boolean;
  readonly channel: string | null;
  readonly count: number | null;
  readonly limit: number | null;
  /** The first instant at which this rule alone would let it pass, where it knows one. */
  readonly nextAllowedAt: Instant | null;
}

interface Answer {
  readonly touch: string;
  readonly at: Instant;
  /** Ids of the rules that block the channel answered on, sorted. Empty for `send`. */
  readonly blockedBy: readonly string[];
  readonly reasons: readonly Reason[];
  readonly zones: readonly string[];
  /** Content hash of the policy that decided. */
  readonly policy: string;
  /** The touch that took the slot, when this one yielded. */
  readonly winner: string | null;
}

export type Verdict =
  | (Answer & { readonly kind: 'send'; readonly channel: string; readonly validUntil: Instant })
  | (Answer & { readonly kind: 'hold'; readonly channel: string; readonly until: Instant })
  | (Answer & { readonly kind: 'drop'; readonly channel: string | null })
  | (Answer & { readonly kind: 'human'; readonly channel: string });
