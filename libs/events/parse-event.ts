import type { Json } from '#journey';
import { schemaOf } from './declared-events.ts';
import { envelope } from './envelope.ts';
import { faultsOf } from './fault-sentence.ts';
import { readMoment } from './moment.ts';
import { plainJson } from './plain-json.ts';
import type { Door, Fault, Parsed } from './stored-event.ts';

const HOUR = 3_600_000;

/**
 * Checks one untrusted input and answers the event, or all that is wrong with it at once. Never throws. Properties that
 * a type's schema does not name are kept; a type without a schema is kept as it is.
 */
export function parseEvent(raw: unknown, at: Door): Parsed {
  const { value, faults: unclean } = plainJson(raw);
  if (!isObject(value)) {
    const shape: Fault = { path: '', message: 'The event is not an object. Send one JSON object per event.' };
    return { ok: false, faults: unclean.length > 0 ? unclean : [shape] };
  }
  const checked = envelope.safeParse(value);
  const faults = once([
    ...unclean,
    ...(checked.success ? [] : faultsOf(checked.error.issues, value, [])),
    ...tooEarly(value, at),
    ...wrongWithProperties(value),
  ]);
  if (faults.length > 0 || !checked.success) return { ok: false, faults };

  const { occurredAt, historical, properties: _checked, ...names } = checked.data;
  const moment = readMoment(occurredAt);
  const { properties } = value;
  return {
    ok: true,
    event: {
      ...names,
      occurredAt: 'instant' in moment ? moment.instant : at.receivedAt,
      receivedAt: at.receivedAt,
      properties: isObject(properties) ? properties : {},
      ...(historical === true && { historical }),
    },
  };
}

/** An answer per item, in order; what is not an array is one item. */
export function parseEvents(raw: unknown, at: Door): Parsed[] {
  return Array.isArray(raw) ? Array.from(raw, (item: unknown) => parseEvent(item, at)) : [parseEvent(raw, at)];
}

function tooEarly({ occurredAt }: JsonObject, at: Door): Fault[] {
  const moment = typeof occurredAt === 'string' ? readMoment(occurredAt) : null;
  if (moment === null || 'fault' in moment || moment.instant <= at.receivedAt + (at.maxAheadMs ?? HOUR)) return [];
  const message = '"occurredAt" lies in the future. Set the clock of the sender, and mind the offset.';
  return [{ path: 'occurredAt', message }];
}

function wrongWithProperties(value: JsonObject): Fault[] {
  const schema = typeof value['type'] === 'string' ? schemaOf(value['type']) : null;
  const properties = value['properties'] ?? {};
  if (schema === null || !isObject(properties)) return [];
  const result = schema.safeParse(properties);
  return result.success ? [] : faultsOf(result.error.issues, properties, ['properties']);
}

/** The first fault of each place: what was refused as unclean is not also called missing. */
function once(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ path }) => !seen.has(path) && seen.add(path));
}

type JsonObject = { readonly [name: string]: Json };

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
