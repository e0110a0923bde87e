import type { Instant } from '#journey';
import { foldedBefore } from './fold-ledger.ts';
import type { Disposition, Ledger, LedgerEntry, Outcome } from './ledger.ts';
import type { TouchRequest } from './touch-request.ts';

/** Takes the slot before the dispatch begins. A second reservation under the same id changes nothing. */
export function reserve(
  ledger: Ledger,
  request: TouchRequest,
  channel: string,
  attemptId: string,
  at: Instant,
): Ledger {
  return insert(ledger, {
    id: attemptId,
    at,
    purpose: request.purpose,
    channel,
    state: 'reserved',
    outcome: 'pending',
    disposition: null,
    journey: request.journey,
    debt: request.debt,
    topic: request.topic,
    number: request.number ?? null,
    by: 'us',
  });
}

/**
 * How the attempt went, as far as it is known; may be said again when more is. What is known is never taken back: an
 * answer that tells less than the one before changes nothing, nor does silence take a disposition away. A released
 * attempt that turns out to have happened counts again. Unknown ids change nothing.
 */
export function commit(ledger: Ledger, attemptId: string, outcome: Outcome, disposition: Disposition | null): Ledger {
  return change(ledger, attemptId, (entry) => {
    const known = KNOWN.indexOf(outcome) >= KNOWN.indexOf(entry.outcome) ? outcome : entry.outcome;
    const said = disposition ?? entry.disposition;
    const same = entry.state === 'committed' && known === entry.outcome && said === entry.disposition;
    return same ? entry : { ...entry, state: 'committed', outcome: known, disposition: said };
  });
}

/** From knowing nothing to knowing most. */
const KNOWN: readonly Outcome[] = [
  ...(['pending', 'unknown', 'failed', 'busy', 'no_answer'] as const),
  ...(['delivered', 'voicemail', 'connected', 'conversation'] as const),
];

/**
 * It began at `at`, later than its slot was taken where it had to wait: for its turn, or for a worker. The contact counts from
 * then on.
 */
export function begin(ledger: Ledger, attemptId: string, at: Instant): Ledger {
  const entry = ledger.find(({ id }) => id === attemptId);
  if (entry === undefined || at <= entry.at) return ledger;
  return insert(
    ledger.filter((other) => other !== entry),
    { ...entry, at },
  );
}

/** As it counts at `at`: what is reserved has not begun, however long ago its slot was taken, and may begin now. */
export function asOf(ledger: Ledger, at: Instant): Ledger {
  const waiting = ledger.filter((entry) => entry.state === 'reserved' && entry.at < at);
  return waiting.reduce((before, { id }) => begin(before, id, at), ledger);
}

/** Nothing went out: the slot is free again. What was committed stays. */
export function release(ledger: Ledger, attemptId: string): Ledger {
  return change(ledger, attemptId, (entry) => (entry.state === 'reserved' ? { ...entry, state: 'released' } : entry));
}

/** A contact that another system or a person made: it uses up the same caps. */
export function addElsewhere(ledger: Ledger, entry: LedgerEntry): Ledger {
  return insert(ledger, entry);
}

function insert(ledger: Ledger, entry: LedgerEntry): Ledger {
  if (ledger.some(({ id }) => id === entry.id)) return ledger;
  // Older than all that is remembered: folded away on arrival.
  if (entry.at < (foldedBefore(ledger) ?? -Infinity)) return ledger;
  const after = ledger.findLastIndex(({ at }) => at <= entry.at);
  return ledger.toSpliced(after + 1, 0, entry);
}

function change(ledger: Ledger, id: string, changed: (entry: LedgerEntry) => LedgerEntry): Ledger {
  const index = ledger.findIndex((entry) => entry.id === id);
  const entry = ledger[index];
  if (entry === undefined) return ledger;
  const next = changed(entry);
  return next === entry ? ledger : ledger.with(index, next);
}
