import type { CustomerEvent, Instant, Json } from '#journey';
import { addElsewhere, recogniseAnswer } from '#policy';
import type { Disposition, LedgerEntry, Outcome } from '#policy';
import { takeAnswer, takeConsent } from './consent.ts';
import { lowerFlag, raiseFlag } from './flag.ts';
import { endOverrides, instant, takeAgreement, takeCallbackWish } from './override.ts';
import { planRequested } from './plan-requested.ts';
import { repliedOn } from './progress.ts';
import { keyOf } from './seen.ts';
import { takeCallback } from './take-outcome.ts';
import { happened } from './turn.ts';
import type { Turn } from './turn.ts';
import { zonesOf } from './zones-of.ts';

/** What the policy has to know of an event. These types are the product's own; their schemas are in libs/events. */
export function absorb(turn: Turn, event: CustomerEvent): void {
  const { occurredAt: at, properties } = event;
  switch (event.type) {
    case 'contact.made':
      return contactElsewhere(turn, event);
    case 'contact.requested':
      return planRequested(turn, event);
    case 'channel.outcome':
      return takeCallback(turn, event);
    case 'message.received':
      return messageReceived(turn, event);
    case 'consent.given':
    case 'consent.confirmed':
    case 'consent.withdrawn':
      return takeConsent(turn, event);
    case 'complaint.opened':
      return raiseFlag(turn, { flag: 'complaint', about: text(properties['complaintId']), from: at, to: null });
    case 'complaint.closed':
      return lowerFlag(turn, 'complaint', text(properties['complaintId']), at);
    case 'dispute.opened':
      return raiseFlag(turn, { flag: 'dispute', about: text(properties['disputeId']), from: at, to: null });
    case 'dispute.closed':
      return lowerFlag(turn, 'dispute', text(properties['disputeId']), at);
    case 'customer.flagged':
      return raiseFlag(turn, {
        flag: text(properties['flag']) ?? '',
        about: null,
        from: at,
        to: instant(properties['until']),
      });
    case 'customer.unflagged':
      return lowerFlag(turn, text(properties['flag']) ?? '', null, at);
    case 'callback.requested':
      return takeCallbackWish(turn, event);
    case 'contact.agreed':
      return takeAgreement(turn, event);
    case 'customer.updated':
      return moved(turn, properties['zones'], at);
  }
}

/** What it asks for was read at the door, where its text stayed behind; a rehearsal has no door, and may bring the text. */
function messageReceived(turn: Turn, event: CustomerEvent): void {
  const { channel, text: said, asks } = event.properties;
  if (typeof channel !== 'string') return;
  repliedOn(turn, event.occurredAt, channel);
  const answer = typeof said === 'string' ? recogniseAnswer(said) : asks;
  if (answer === 'stop' || answer === 'stop all' || answer === 'start') {
    takeAnswer(turn, answer, channel, event.occurredAt, keyOf(event));
  }
}

function moved(turn: Turn, listed: Json | undefined, at: Instant): void {
  const { zones: known, zonesAt = -Infinity } = turn.contact;
  if (!Array.isArray(listed) || at < zonesAt) return;
  const zones = zonesOf(listed);
  turn.contact = { ...turn.contact, zones: zones.join() === known.join() ? known : zones, zonesAt: at };
}

function contactElsewhere(turn: Turn, event: CustomerEvent): void {
  const { properties } = event;
  const entry: LedgerEntry = {
    id: keyOf(event),
    at: event.occurredAt,
    purpose: properties['purpose'] as LedgerEntry['purpose'],
    channel: text(properties['channel']) ?? '',
    state: 'committed',
    outcome: (properties['outcome'] ?? 'unknown') as Outcome,
    disposition: (properties['disposition'] ?? null) as Disposition | null,
    journey: null,
    debt: text(properties['debt']),
    topic: text(properties['topic']),
    number: text(properties['number']),
    by: text(properties['by']) ?? event.source,
  };
  turn.ledger = addElsewhere(turn.ledger, entry);
  if (entry.disposition === 'unsubscribed') takeAnswer(turn, 'stop', entry.channel, entry.at, entry.id);
  endOverrides(turn, entry);
  happened(turn, { kind: 'contact.elsewhere', at: event.occurredAt, entry });
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
