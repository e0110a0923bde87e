import type { Instant } from '#journey';
import type { Ledger, LedgerEntry } from '#policy';
import { lookAgain } from './look-again.ts';
import type { ContactState } from './state.ts';
import type { Turn } from './turn.ts';

type Known = Pick<Turn, 'contact' | 'ledger'>;

/**
 * What was just said or found out about the customer may change every answer of the policy, so nothing goes on with the
 * old ones: what is held is looked at anew at once (a callback may be wanted sooner, a consent be gone), and where
 * something speaks against contacts, what is on its way out is called back and asked about again, if it still can be.
 */
export function reconsider(turn: Turn, before: Known, at: Instant): void {
  if (turn.touches.length === 0) return;
  const isSaid = !isSame(turn.contact, before.contact);
  const isAgainst =
    (isSaid && speaksAgainst(turn.contact, before.contact, at)) || isReached(turn.ledger, before.ledger);
  for (const open of turn.touches) {
    if (open.state === 'held' && isSaid) lookAgain(turn, at, open);
    else if (open.state === 'dispatching' && open.attempt !== null && isAgainst) {
      turn.effects.push({ kind: 'cancel dispatch', attempt: open.attempt.id });
    }
  }
}

function isSame(now: ContactState, before: ContactState): boolean {
  return (
    now.consents === before.consents &&
    now.flags === before.flags &&
    now.overrides === before.overrides &&
    now.zones === before.zones
  );
}

function speaksAgainst(now: ContactState, before: ContactState, at: Instant): boolean {
  return (
    now.consents.some((word) => !word.given && !before.consents.includes(word)) ||
    now.flags.some((flag) => (flag.to === null || flag.to > at) && !before.flags.includes(flag)) ||
    before.overrides.some((override) => !now.overrides.includes(override)) ||
    now.zones !== before.zones
  );
}

/** By somebody else, or by us and with an answer: caps are fuller than a verdict knew, and quiet times have begun. */
function isReached(now: Ledger, before: Ledger): boolean {
  if (now === before) return false;
  const known = new Map(before.map((entry) => [entry.id, entry]));
  return now.some((entry) => {
    const was = known.get(entry.id);
    if (was === entry) return false;
    return was === undefined ? entry.by !== 'us' : isAnswered(entry) && !isAnswered(was);
  });
}

function isAnswered({ outcome, disposition }: LedgerEntry): boolean {
  return outcome === 'connected' || outcome === 'conversation' || disposition === 'refused';
}
