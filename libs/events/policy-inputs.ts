import type { lendingEvents } from './lending.events.ts';

const inputs = [
  'contact.made',
  'contact.requested',
  'callback.requested',
  'contact.agreed',
  'channel.outcome',
  'message.received',
  'consent.given',
  'consent.confirmed',
  'consent.withdrawn',
  'complaint.opened',
  'complaint.closed',
  'dispute.opened',
  'dispute.closed',
  'customer.flagged',
  'customer.unflagged',
  'customer.updated',
] as const satisfies readonly (keyof typeof lendingEvents)[];

/** What the policy reads. These reach the customer's workflow whether a journey listens to them or not. */
export const policyInputs: ReadonlySet<string> = new Set(inputs);
