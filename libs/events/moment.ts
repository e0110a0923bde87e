import type { Instant } from '#journey';

const FORM = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):(\d\d))$/;

export const MOMENT_FORM = 'Write a date and time with its offset, such as 2026-03-01T09:30:00+08:00.';

/**
 * Reads a moment written as in RFC 3339, seconds optional, offset required. What is finer than a millisecond is cut off.
 * Answers a sentence's end when there is no such moment.
 */
export function readMoment(text: string): { readonly instant: Instant } | { readonly fault: string } {
  const parts = FORM.exec(text);
  if (parts === null) return { fault: `is not a date and time with an offset. ${MOMENT_FORM}` };
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((part) => Number(parts[part] ?? 0));
  const fault = noSuchDay(year ?? 0, month ?? 0, day ?? 0);
  if (fault !== null) return { fault };
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59)
    return { fault: 'has a time that does not exist. Hours go to 23, minutes and seconds to 59.' };
  const [offsetHours, offsetMinutes] = [Number(parts[9] ?? 0), Number(parts[10] ?? 0)];
  if (offsetHours > 14 || offsetMinutes > 59) return { fault: 'has an offset that does not exist. They go to 14:00.' };
  const millis = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  const east = (parts[8] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes);
  const utc = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 0, hour ?? 0, minute ?? 0, second ?? 0, millis);
  return { instant: utc - east * 60_000 };
}

/** A sentence's end when this day is not in the calendar, or before 1970. */
export function noSuchDay(year: number, month: number, day: number): string | null {
  if (year < 1970) return 'is before 1970. Send the moment at which it happened.';
  const last = month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
  return day >= 1 && day <= last ? null : 'is a day that the calendar does not have. Send one that exists.';
}
