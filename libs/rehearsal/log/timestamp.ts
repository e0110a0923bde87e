import type { Instant, OffsetTable } from '#journey';

/**
 * Reads an ISO 8601 date or date-time (slashes for dashes and a blank for the T will do), or epoch seconds or
 * milliseconds. A text without an offset is local time of the mapping's zone. NaN when it is none of these, or names a
 * day that does not exist.
 *
 * Decision: by hand, not by Date.parse. Against: code to keep. For: Date.parse takes 2011-02-30 for a day in March, and a
 * time without offset for one of the machine's own zone.
 */
export function parseTimestamp(value: unknown, zone: OffsetTable): Instant {
  if (typeof value === 'number') return Number.isFinite(value) ? fromEpoch(value) : NaN;
  if (typeof value !== 'string') return NaN;
  const text = value.trim();
  const between = text.charCodeAt(4);
  if ((between === DASH || between === SLASH) && text.charCodeAt(7) === between) return parseIso(text, zone);
  return /^-?\d{9,}(\.\d+)?$/.test(text) ? fromEpoch(Number(text)) : NaN;
}

const [DASH, SLASH, COLON, PLUS, DOT, COMMA, BLANK] = [45, 47, 58, 43, 46, 44, 32];
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Seconds until the year 5138 are below 1e11; milliseconds from 1973 on are above. */
function fromEpoch(value: number): Instant {
  return Math.trunc(Math.abs(value) < 1e11 ? value * 1000 : value);
}

function parseIso(text: string, zone: OffsetTable): Instant {
  const year = number2(text, 0) * 100 + number2(text, 2);
  const month = number2(text, 5);
  const day = number2(text, 8);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month))) return NaN;
  const date = daysBefore(year, month, day) * dayMs;
  if (text.length === 10) return fromLocal(date, zone);
  const between = text.charCodeAt(10) | BLANK;
  const hour = number2(text, 11);
  const minute = number2(text, 14);
  if (!(hour <= 23 && minute <= 59) || text.charCodeAt(13) !== COLON) return NaN;
  if (between !== BLANK && between !== 0x74) return NaN;
  let at = 16;
  let millis = 0;
  if (text.charCodeAt(at) === COLON) {
    const second = number2(text, 17);
    if (!(second <= 59)) return NaN;
    millis = second * 1000;
    at = 19;
    const mark = text.charCodeAt(at);
    if (mark === DOT || mark === COMMA) {
      const from = (at += 1);
      for (let scale = 100; digit(text, at) >= 0 && digit(text, at) <= 9; at += 1, scale /= 10) {
        if (scale >= 1) millis += digit(text, at) * scale;
      }
      if (at === from) return NaN;
    }
  }
  while (text.charCodeAt(at) === BLANK) at += 1;
  const local = date + hour * 3_600_000 + minute * minuteMs + millis;
  return at === text.length ? fromLocal(local, zone) : local - offsetFrom(text, at) * minuteMs;
}

/** Minutes east of UTC; NaN when it is no offset: `Z`, `UTC`, `+02`, `+0530`, `-03:00`. */
function offsetFrom(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first !== PLUS && first !== DASH) return ['Z', 'z', 'UTC'].includes(text.slice(at)) ? 0 : NaN;
  const left = text.length - at;
  const hours = number2(text, at + 1) * 60;
  const east =
    left === 3
      ? hours
      : left === 5
        ? hours + number2(text, at + 3)
        : left === 6 && text.charCodeAt(at + 3) === COLON
          ? hours + number2(text, at + 4)
          : NaN;
  return first === PLUS ? east : -east;
}

function digit(text: string, at: number): number {
  return text.charCodeAt(at) - 48;
}

function number2(text: string, at: number): number {
  const tens = digit(text, at);
  const ones = digit(text, at + 1);
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function daysOf(year: number, month: number): number {
  return month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days from 1970-01-01, counted in years that begin in March, so that the leap day comes last. */
function daysBefore(year: number, month: number, day: number): number {
  const from = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const ofYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  return from * 365 + Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400) + ofYear - 719_468;
}

/** The earlier instant where a local time happens twice; the time before the gap's length where it does not happen. */
function fromLocal(local: number, zone: OffsetTable): Instant {
  const before = local - offsetAt(zone, local - dayMs) * minuteMs;
  const after = local - offsetAt(zone, local + dayMs) * minuteMs;
  if (before === after) return before;
  const beforeIsReal = before + offsetAt(zone, before) * minuteMs === local;
  const afterIsReal = after + offsetAt(zone, after) * minuteMs === local;
  if (beforeIsReal !== afterIsReal) return beforeIsReal ? before : after;
  return beforeIsReal ? Math.min(before, after) : Math.max(before, after);
}

function offsetAt(zone: OffsetTable, at: Instant): number {
  let low = 0;
  let high = zone.changes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((zone.changes[middle]?.[0] ?? Infinity) <= at) low = middle;
    else high = middle - 1;
  }
  return zone.changes[low]?.[1] ?? 0;
}
