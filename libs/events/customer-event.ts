import type { CustomerEvent, Json } from '#journey';
import { personalFields, visibleFields } from './declared-events.ts';
import { looksPersonal } from './looks-personal.ts';
import type { StoredEvent } from './stored-event.ts';

/** What a customer's message asks for. */
export type Asks = 'stop' | 'stop all' | 'start' | null;

/** Understands a message of a customer; the policy has one (`recogniseAnswer`), with the words of each regime. */
export type AnswerReader = (text: string) => Asks;

/**
 * The event without its personal properties, as the events table keeps it. Properties that no schema names stay: what is
 * personal has to be declared. The text of a message goes, and what it `asks` for takes its place.
 */
export function withoutPersonal(event: StoredEvent, read: AnswerReader): StoredEvent {
  const personal = personalFields(event.type);
  if (personal.length === 0) return event;
  const kept = Object.entries(event.properties).filter(([name]) => !personal.includes(name));
  return { ...event, properties: { ...Object.fromEntries(kept), ...asked(event, read) } };
}

/**
 * What a workflow may see of an event, with or without its personal properties. Of a declared type: what its schema names
 * and does not mark as personal. Of any other type: numbers, truth values and references that do not look personal.
 */
export function toCustomerEvent(event: StoredEvent, read: AnswerReader): CustomerEvent {
  const visible = visibleFields(event.type);
  const kept = Object.entries(event.properties).filter(([name, value]) =>
    visible === null ? isHarmless(value) : visible.includes(name),
  );
  return { ...event, properties: { ...Object.fromEntries(kept), ...asked(event, read) } };
}

function asked({ type, properties }: StoredEvent, read: AnswerReader): { readonly asks?: Asks } {
  if (type !== 'message.received') return {};
  const { text, asks } = properties;
  if (typeof text === 'string') return { asks: read(text) };
  return { asks: asks === 'stop' || asks === 'stop all' || asks === 'start' ? asks : null };
}

function isHarmless(value: Json): boolean {
  if (typeof value === 'string') return /^[\w.:+-]{0,64}$/.test(value) && looksPersonal(value) === null;
  return typeof value !== 'object' || value === null;
}
