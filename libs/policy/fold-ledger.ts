import type { Instant } from '#journey';
import type { Ledger, LedgerEntry } from './ledger.ts';
import { lookbackOf } from './lookback.ts';
import type { Policy } from './policy.ts';
import type { TouchRequest } from './touch-request.ts';
import type { Reason } from './verdict.ts';

/** The id of the one entry that says how far the ledger reaches: what came before its `at` has been folded away. */
export const FOLDED = 'folded';

/** Drops what came before the horizon, so that a customer's memory does not grow with the years (see `horizonOf`). */
export function fold(ledger: Ledger, horizon: Instant): Ledger {
  const kept = ledger.filter((entry) => entry.id !== FOLDED && entry.at > horizon);
  const mark = ledger.find(({ id }) => id === FOLDED);
  if (kept.length + (mark === undefined ? 0 : 1) === ledger.length) return ledger;
  return [markAt(Math.max(horizon, mark?.at ?? horizon)), ...kept];
}

/** The instant before which the ledger knows nothing any more; null when nothing was ever folded. */
export function foldedBefore(ledger: Ledger): Instant | null {
  const first = ledger[0];
  return first?.id === FOLDED ? first.at : null;
}

/** Said when policy or journey look back further than the ledger reaches: counts may be too low until `nextAllowedAt`. */
export function reachReason(
  ledger: Ledger,
  policy: Policy,
  { tightenedBy }: Pick<TouchRequest, 'tightenedBy'>,
  at: Instant,
): Reason | null {
  const reaches = foldedBefore(ledger);
  if (reaches === null) return null;
  const lookback = Math.max(lookbackOf(policy.rules), lookbackOf(tightenedBy));
  if (reaches <= at - lookback) return null;
  return {
    rule: 'ledger-reach',
    kind: 'reach',
    blocked: false,
    channel: null,
    count: null,
    limit: null,
    nextAllowedAt: reaches + lookback,
  };
}

/** Released, so that nothing counts it. */
function markAt(at: Instant): LedgerEntry {
  return {
    id: FOLDED,
    at,
    purpose: 'service',
    channel: '',
    state: 'released',
    outcome: 'unknown',
    disposition: null,
    journey: null,
    debt: null,
    topic: null,
    number: null,
    by: 'us',
  };
}
