import { parseEvent } from './parse-event.ts';
import { MAX_EVENT_BYTES, tooLarge } from './plain-json.ts';
import type { Door, Parsed } from './stored-event.ts';

export { MAX_EVENT_BYTES };

/** Checks one message of a topic: one event as JSON in UTF-8. Null is Kafka's empty message. Never throws. */
export function parseBytes(bytes: Uint8Array | null, at: Door): Parsed {
  if (bytes === null || bytes.byteLength === 0) return refused('is empty. Send one event as a JSON object.');
  if (bytes.byteLength > MAX_EVENT_BYTES) return refused(tooLarge);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refused('is not UTF-8. Send JSON in UTF-8.');
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text) as unknown;
  } catch {
    return refused('is not JSON. Send one event as a JSON object.');
  }
  return parseEvent(raw, at);
}

function refused(what: string): Parsed {
  return { ok: false, faults: [{ path: '', message: `The event ${what}` }] };
}
