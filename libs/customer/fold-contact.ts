import type { Instant } from '#journey';
import type { ContactState } from './state.ts';

/** Flags and overrides that ended before anything can ask for them are let go. */
export function foldContact(contact: ContactState, horizon: Instant): ContactState {
  const lives = ({ to }: { readonly to: Instant | null }): boolean => to === null || to > horizon;
  if (contact.flags.every(lives) && contact.overrides.every(lives)) return contact;
  return { ...contact, flags: contact.flags.filter(lives), overrides: contact.overrides.filter(lives) };
}
