import type { Instant } from '#journey';
import { fold } from '#policy';
import { reachBack } from './reach-back.ts';
import type { ContactState } from './state.ts';
import type { Turn } from './turn.ts';

/** Lets go what no rule can look back to any more, so that a customer's memory does not grow with the years. */
export function foldMemory(turn: Turn, horizon: Instant | undefined, at: Instant): void {
  if (horizon === undefined) return;
  turn.ledger = fold(turn.ledger, reachBack(turn, horizon, at));
  turn.contact = foldContact(turn.contact, horizon);
}

/** Flags and overrides that ended before anything can ask for them. */
function foldContact(contact: ContactState, horizon: Instant): ContactState {
  const lives = ({ to }: { readonly to: Instant | null }): boolean => to === null || to > horizon;
  if (contact.flags.every(lives) && contact.overrides.every(lives)) return contact;
  return { ...contact, flags: contact.flags.filter(lives), overrides: contact.overrides.filter(lives) };
}
