import { offsetAt } from '#journey';
import type { Instant, OffsetTable } from '#journey';

/** How a log writes dates that do not begin with the year: 3 February as 03/02/2024 or as 02/03/2024. */
export type DateOrder = 'year first' | 'day first' | 'month first';

/**
 * Reads an ISO 8601 date or date-time (slashes for dashes and a blank for the T will do), one that begins with the day or
 * the month where `order` says so, or epoch seconds, milliseconds, micro- or nanoseconds. A text without an offset is
 * local time of the zone. NaN when it is none of these, or names a day that does not exist.
 *
 * Decision: by hand, not by Date.parse. Against: code to keep. For: Date.parse takes 2011-02-30 for a day in March, and a
 * time without offset for one of the machine's own zone.
 */
export function parseTimestamp(value: unknown, zone: OffsetTable, order: DateOrder = 'year first'): Instant {
  if (typeof value === 'number') return Number.isFinite(value) ? fromEpoch(value) : NaN;
  if (typeof value !== 'string') return NaN;
  const text = value.trim();
  const between = text.charCodeAt(4);
  if ((between === DASH || between === SLASH) && text.charCodeAt(7) === between) return parseIso(text, zone);
  if (order !== 'year first') {
    const parts = yearLast.exec(text);
    if (parts !== null) return parseYearLast(parts, zone, order);
  }
  return /^-?\d{9,}(\.\d+)?$/.test(text) ? fromEpoch(Number(text)) : NaN;
}

const [DASH, SLASH, COLON, PLUS, DOT, COMMA, BLANK] = [45, 47, 58, 43, 46, 44, 32];
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Seconds until the year 5138 are below 1e11, milliseconds below 1e14, microseconds below 1e17; those of 1973 are above. */
function fromEpoch(value: number): Instant {
  const size = Math.abs(value);
  return Math.trunc(size < 1e11 ? value * 1000 : size < 1e14 ? value : size < 1e17 ? value / 1e3 : value / 1e6);
}

const yearLast =
  /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(?:([ap])\.?m\.?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/i;

function parseYearLast(parts: RegExpExecArray, zone: OffsetTable, order: DateOrder): Instant {
  const [, first, , second, years, hours = '0', minutes = '0', seconds = '0', fraction = '', half, offset] = parts;
  const [day, month] = order === 'day first' ? [Number(first), Number(second)] : [Number(second), Number(first)];
  const year = Number(years);
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month))) return NaN;
  if (!(hour <= 23 && Number(minutes) <= 59 && Number(seconds) <= 59) || (half && Number(hours) > 12)) return NaN;
  const millis = Number(seconds) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  const local = daysBefore(year, month, day) * dayMs + hour * 3_600_000 + Number(minutes) * minuteMs + millis;
  return offset === undefined ? fromLocal(local, zone) : local - offsetFrom(offset, 0) * minuteMs;
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
