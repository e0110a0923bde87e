import { UnknownZoneError } from './clock.error.ts';

/** Structurally `#journey`'s OffsetTable: from each instant on, local time is UTC plus so many minutes. */
export interface ZoneOffsets {
  readonly zone: string;
  readonly changes: readonly (readonly [from: number, minutesEast: number])[];
  readonly iana: string;
}

type Changes = readonly (readonly [from: number, minutesEast: number])[];

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** One zone's formatter and the changes found so far, year by year. */
interface KnownZone {
  readonly format: Intl.DateTimeFormat;
  readonly years: Map<number, Changes>;
}

const zones = new Map<string, KnownZone>();

/**
 * The offsets of a zone between two instants, both inclusive, from the machine's IANA data. Changes are exact to the
 * minute. What was found is kept, so a second table of a zone costs next to nothing.
 * Throws UnknownZoneError.
 */
export function offsetTable(zone: string, from: number, to: number): ZoneOffsets {
  const known = knownZone(zone);
  const changes: (readonly [number, number])[] = [[from, offsetAt(known, from)]];
  for (let year = new Date(from).getUTCFullYear(); Date.UTC(year, 0, 1) <= to; year++) {
    for (const change of changesIn(known, year)) {
      if (change[0] > from && change[0] <= to) changes.push(change);
    }
  }
  return { zone, changes, iana: ianaVersion() };
}

/** Is this the name of a zone? For doors that must say so before a table is wanted. */
export function isZone(zone: string): boolean {
  try {
    knownZone(zone);
    return true;
  } catch {
    return false;
  }
}

/** The version of the time zone data that tables are built from, such as `2025c`; kept beside what was decided by it. */
export function ianaVersion(): string {
  return process.versions.tz ?? 'unknown';
}

function knownZone(zone: string): KnownZone {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  const fresh = { format: formatIn(zone), years: new Map<number, Changes>() };
  zones.set(zone, fresh);
  return fresh;
}

function formatIn(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  } catch {
    throw new UnknownZoneError(zone);
  }
}

/** Looks once a day, as no zone has changed twice within one, then halves down to the minute of each change. */
function changesIn(zone: KnownZone, year: number): Changes {
  const found = zone.years.get(year);
  if (found !== undefined) return found;
  const changes: (readonly [number, number])[] = [];
  const end = Date.UTC(year + 1, 0, 1);
  let before = Date.UTC(year, 0, 1) - minuteMs;
  let offset = offsetAt(zone, before);
  while (before < end - minuteMs) {
    const after = Math.min(before + dayMs, end - minuteMs);
    const next = offsetAt(zone, after);
    if (next !== offset) changes.push([firstMinuteOf(zone, next, before, after), next]);
    before = after;
    offset = next;
  }
  zone.years.set(year, changes);
  return changes;
}

function firstMinuteOf(zone: KnownZone, offset: number, before: number, after: number): number {
  let [low, high] = [before / minuteMs, after / minuteMs];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle * minuteMs) === offset) high = middle;
    else low = middle;
  }
  return high * minuteMs;
}

/** Minutes east of UTC. Seconds of the old local mean times are rounded to the minute by reading minutes only. */
function offsetAt(zone: KnownZone, at: number): number {
  const minute = Math.floor(at / minuteMs) * minuteMs;
  const local = { year: 0, month: 0, day: 0, hour: 0, minute: 0 };
  for (const part of zone.format.formatToParts(minute)) {
    if (part.type in local) local[part.type as keyof typeof local] = Number(part.value);
  }
  return (Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute) - minute) / minuteMs;
}
