import { NoEvents, NotJson, TooManyEvents } from './http-fault.ts';

export const mostEventsAtOnce = 1_000;

/**
 * The events in a body, each still to be checked.
 *
 * Thrown when: `NotJson`, `NoEvents`, `TooManyEvents`.
 */
export function eventsIn(body: Uint8Array | null): readonly unknown[] {
  const read = jsonIn(body);
  const events: readonly unknown[] = Array.isArray(read) ? read : [read];
  if (events.length === 0) throw new NoEvents();
  if (events.length > mostEventsAtOnce) throw new TooManyEvents(events.length, mostEventsAtOnce);
  return events;
}

function jsonIn(body: Uint8Array | null): unknown {
  if (body === null || body.byteLength === 0) throw new NoEvents();
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new NotJson('it is not UTF-8');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser quotes what it stumbled over; that may be personal, and goes back to nobody but the sender.
    throw new NotJson(error instanceof Error ? error.message : 'it cannot be read');
  }
}
