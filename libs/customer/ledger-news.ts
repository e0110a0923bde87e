import type { Ledger, LedgerEntry, OpensWith } from '#policy';

/** What a step has written into the ledger, for verdicts that were given before it. */
export interface LedgerNews {
  /**
   * Somebody else has contacted the customer, or we have and had an answer: caps are fuller than those verdicts knew, and
   * quiet times have begun.
   */
  readonly isReached: boolean;
  /** A contact that was under way was not made after all, or its outcome is known, which may be less than it counted for. */
  readonly freed: OpensWith | null;
}

const NONE: LedgerNews = { isReached: false, freed: null };

export function ledgerNews(now: Ledger, before: Ledger): LedgerNews {
  if (now === before) return NONE;
  const known = new Map(before.map((entry) => [entry.id, entry]));
  const changes = now
    .filter((entry) => known.get(entry.id) !== entry)
    .map((entry) => ({ entry, was: known.get(entry.id) ?? null }));
  const ended = changes.filter(({ was }) => was !== null && isUnderWay(was)).map(({ entry }) => entry);
  return {
    isReached: changes.some(({ entry, was }) =>
      was === null ? entry.by !== 'us' : isAnswered(entry) && !isAnswered(was),
    ),
    freed: ended.some(({ state }) => state === 'released') ? 'release' : ended.every(isUnderWay) ? null : 'outcome',
  };
}

function isAnswered({ outcome, disposition }: LedgerEntry): boolean {
  return outcome === 'connected' || outcome === 'conversation' || disposition === 'refused';
}

function isUnderWay({ state, outcome }: LedgerEntry): boolean {
  return state === 'reserved' || (state === 'committed' && (outcome === 'pending' || outcome === 'unknown'));
}
