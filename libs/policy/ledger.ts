import type { Instant, Purpose } from '#journey';

/** How an attempt went, as it may be told. */
export const outcomes = [
  'no_answer',
  'busy',
  'failed',
  'delivered',
  'voicemail',
  'connected',
  'conversation',
  'unknown',
] as const;

/** `pending`: dispatched, its outcome comes by callback. */
export type Outcome = 'pending' | (typeof outcomes)[number];

/** What the person said, when one answered. `acted`: did what the touch was about. */
export const dispositions = ['refused', 'promised', 'acted', 'callback asked', 'unsubscribed', 'replied'] as const;
export type Disposition = (typeof dispositions)[number];

/** What a cap counts. An entry that is reserved, pending or unknown counts as all of them. */
export type CountOn = 'attempt' | 'delivered' | 'connected' | 'conversation';

/** One contact made or reserved, by us or by others. Caps are counted on these. */
export interface LedgerEntry {
  /** The attempt's id, or `source/id` of the event that told of a contact made elsewhere. */
  readonly id: string;
  readonly at: Instant;
  readonly purpose: Purpose;
  readonly channel: string;
  readonly state: 'reserved' | 'committed' | 'released';
  readonly outcome: Outcome;
  readonly disposition: Disposition | null;
  readonly journey: string | null;
  readonly debt: string | null;
  readonly topic: string | null;
  readonly number: string | null;
  /** `us`, or the system or person that made it. */
  readonly by: string;
}

/** Ordered by `at`. Never changed in place. */
export type Ledger = readonly LedgerEntry[];
