import { addDuration, parseDuration } from '#journey';
import type { CustomerEvent, Duration, Instant, Json, OffsetTable } from '#journey';
import { UnreadableScript } from './rehearsal.error.ts';

/** `30m`, `24h`, `3 days` after the script's start, or an ISO date-time with its offset. */
export type When = string;

/** One thing that happens: when, what, and with which properties. */
export type ScriptLine = readonly [
  when: When,
  type: string,
  properties?: { readonly [name: string]: Json },
  /** `heard`: when it reached us, if later. `id`: to tell the same event twice. */
  how?: { readonly heard?: When; readonly historical?: true; readonly id?: string },
];

/** Throws UnreadableScript. */
export function momentOf(when: When, startsAt: Instant, zone: OffsetTable): Instant {
  if (parseDuration(when) !== null) return addDuration(startsAt, when as Duration, zone);
  const at = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(when) ? Date.parse(when) : NaN;
  if (Number.isNaN(at)) throw new UnreadableScript(when);
  return at;
}

/** The script's events, in the order in which they are heard. */
export function eventsOf(
  script: readonly ScriptLine[],
  customerId: string,
  startsAt: Instant,
  zone: OffsetTable,
): readonly CustomerEvent[] {
  const events = script.map(([when, type, properties = {}, how = {}], index): CustomerEvent => {
    const occurredAt = momentOf(when, startsAt, zone);
    return {
      id: how.id ?? `line-${index + 1}`,
      source: 'script',
      type,
      customerId,
      occurredAt,
      receivedAt: how.heard === undefined ? occurredAt : momentOf(how.heard, startsAt, zone),
      properties,
      ...(how.historical && { historical: true as const }),
    };
  });
  return events.sort((one, other) => one.receivedAt - other.receivedAt);
}
