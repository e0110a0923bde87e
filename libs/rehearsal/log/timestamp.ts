import type { Instant, OffsetTable } from '#journey';

/**
 * Reads an ISO 8601 date or date-time, or epoch seconds or milliseconds. A text without an offset is local time of the
 * mapping's zone. NaN when it is none of these, or names a day that does not exist.
 */
export function parseTimestamp(value: unknown, zone: OffsetTable): Instant {
  if (typeof value === 'number') return Number.isFinite(value) ? fromEpoch(value) : NaN;
  if (typeof value !== 'string') return NaN;
  const text = value.trim();
  if (/^-?\d{9,}(\.\d+)?$/.test(text)) return fromEpoch(Number(text));
  return parseIso(text, zone);
}

/** Seconds until the year 5138 are below 1e11; milliseconds from 1973 on are above. */
function fromEpoch(value: number): Instant {
  return Math.trunc(Math.abs(value) < 1e11 ? value * 1000 : value);
}

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;

function number2(text: string, at: number): number {
  const tens = digit(text, at);
  const ones = digit(text, at + 1);
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** By hand: logs have millions of these, and Date.parse takes 2011-02-30 for a day in March. */
function parseIso(text: string, zone: OffsetTable): Instant {
  if (text.length < 10 || text[4] !== '-' || text[7] !== '-') return NaN;
  const year = number2(text, 0) * 100 + number2(text, 2);
  const month = number2(text, 5);
  const day = number2(text, 8);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month))) return NaN;
  const date = Date.UTC(year, month - 1, day);
  if (text.length === 10) return fromLocal(date, zone);
  if (text.length < 16 || text[13] !== ':' || !(text[10] === 'T' || text[10] === ' ' || text[10] === 't')) return NaN;
  const hour = number2(text, 11);
  const minute = number2(text, 14);
  if (!(hour <= 23 && minute <= 59)) return NaN;
  let at = 16;
  let millis = 0;
  if (text[at] === ':') {
    const second = number2(text, 17);
    if (!(second <= 59)) return NaN;
    millis = second * 1000;
    at = 19;
    if (text[at] === '.' || text[at] === ',') {
      const from = (at += 1);
      for (let scale = 100; digit(text, at) >= 0 && digit(text, at) <= 9; at += 1, scale /= 10) {
        if (scale >= 1) millis += digit(text, at) * scale;
      }
      if (at === from) return NaN;
    }
  }
  const local = date + hour * 3_600_000 + minute * 60_000 + millis;
  const offset = parseOffset(text.slice(at).trimStart());
  return offset === null ? fromLocal(local, zone) : local - offset * 60_000;
}

/** Minutes east of UTC; null when there is none; NaN when it is no offset. */
function parseOffset(text: string): number | null {
  if (text === '') return null;
  if (text === 'Z' || text === 'z' || text === 'UTC') return 0;
  const sign = text[0] === '+' ? 1 : text[0] === '-' ? -1 : NaN;
  const digits = text.slice(1).replace(':', '');
  if (!/^\d{2}(\d{2})?$/.test(digits)) return NaN;
  return sign * (number2(digits, 0) * 60 + (digits.length === 4 ? number2(digits, 2) : 0));
}

function daysOf(year: number, month: number): number {
  return month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The earlier instant where a local time happens twice; the time before the gap's length where it does not happen. */
function fromLocal(local: number, zone: OffsetTable): Instant {
  const offsets = [local - 86_400_000, local + 86_400_000].map((at) => offsetAt(zone, at));
  const candidates = offsets.map((minutes) => local - minutes * 60_000);
  const real = candidates.filter((at) => at + offsetAt(zone, at) * 60_000 === local);
  return real.length > 0 ? Math.min(...real) : Math.max(...candidates);
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
