import type { Instant } from '#journey';
import { lookAgain } from './look-again.ts';
import type { ContactState } from './state.ts';
import type { Turn } from './turn.ts';

/**
 * What was just said or found out about the customer may change every answer of the policy, so nothing goes on with the
 * old ones: what is held is looked at anew at once (a callback may be wanted sooner, a consent be gone), and where
 * something speaks against contacts, what is on its way out is called back and asked about again, if it still can be.
 */
export function reconsider(turn: Turn, before: ContactState, at: Instant): void {
  if (isSame(turn.contact, before)) return;
  const isAgainst = speaksAgainst(turn.contact, before, at);
  for (const open of turn.touches) {
    if (open.state === 'held') lookAgain(turn, at, open);
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
    now.flags.some((flag) => (flag.to === null || flag.to > at) && !before.flags.includes(flag))
  );
}
