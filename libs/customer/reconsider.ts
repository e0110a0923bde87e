import type { Instant } from '#journey';
import type { OpensWith } from '#policy';
import { ledgerNews } from './ledger-news.ts';
import { lookAgain } from './look-again.ts';
import type { ContactState, OpenTouch } from './state.ts';
import type { Turn } from './turn.ts';

type Known = Pick<Turn, 'contact' | 'ledger'>;

/**
 * What was just said or found out about the customer may change every answer of the policy, so nothing goes on with the
 * old ones: what is held is looked at anew at once (a callback may be wanted sooner, a consent be gone, a slot be free), and
 * where something speaks against contacts, what is on its way out is called back and asked about again, if it still can be.
 */
export function reconsider(turn: Turn, before: Known, at: Instant): void {
  if (turn.touches.length === 0) return;
  const isSaid = !isSame(turn.contact, before.contact);
  const { isReached, freed } = ledgerNews(turn.ledger, before.ledger);
  const isAgainst = isReached || (isSaid && speaksAgainst(turn.contact, before.contact, at));
  for (const open of turn.touches) {
    if (open.state === 'held' && (isSaid || isOpened(open, freed))) lookAgain(turn, at, open);
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

function isOpened({ opensWith }: OpenTouch, freed: OpensWith | null): boolean {
  return opensWith === 'outcome' ? freed !== null : opensWith === 'release' && freed === 'release';
}
