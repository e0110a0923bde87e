import type { Instant } from './instant.ts';
import type { Json } from './json.ts';
import { instantOfLocal } from './offset-table.ts';
import type { OffsetTable } from './offset-table.ts';

const form = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d))?$/;
/** The stalls of a stage count to the same date, one after the other. */
let lastDate: { readonly text: string; readonly table: OffsetTable; readonly at: Instant | null } | null = null;
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The instant that a date in an event stands for: `2026-03-01` is the local midnight that begins the day (the first instant
 * after it where the clock skips midnight), `2026-03-01T09:00:00+08:00` is itself. Null for anything else: a date that does
 * not exist, a local time without its offset, a number.
 */
export function instantOfDate(value: Json | undefined, table: OffsetTable): Instant | null {
  if (typeof value === 'string' && value === lastDate?.text && table === lastDate.table) return lastDate.at;
  const at = readDate(value, table);
  if (typeof value === 'string') lastDate = { text: value, table, at };
  return at;
}

function readDate(value: Json | undefined, table: OffsetTable): Instant | null {
  const parts = typeof value === 'string' ? form.exec(value) : null;
  if (parts === null) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  // Date.UTC reads the years 0 to 99 as 1900 to 1999.
  if (year < 100) return null;
  const midnight = Date.UTC(year, month - 1, day);
  const zone = parts[8];
  if (zone === undefined) return instantOfLocal(table, midnight);
  const [hour, minute, second] = [Number(parts[4]), Number(parts[5]), Number(parts[6] ?? 0)];
  const east = zone === 'Z' ? 0 : minutesOf(zone);
  if (hour > 23 || minute > 59 || second > 59 || east === null) return null;
  const ms = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  return midnight + ((hour * 60 + minute - east) * 60 + second) * 1_000 + ms;
}

function daysIn(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (monthDays[month - 1] ?? 0) + (leap ? 1 : 0);
}

function minutesOf(offset: string): number | null {
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(4, 6))];
  if (hours > 18 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
