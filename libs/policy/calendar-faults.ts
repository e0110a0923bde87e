import type { HolidayCalendar } from './holiday-calendar.ts';
import { dayOf } from './wall-clock.ts';

/** What is wrong with a calendar of holidays, as ends of a sentence that begins with its name. */
export function calendarFaults({ days, from, until }: HolidayCalendar): readonly string[] {
  const list: unknown = days;
  if (!Array.isArray(list)) return ['has no list of days. Give it days: ["2026-10-01"].'];
  const said: readonly unknown[] = [...days, ...[from, until].filter((bound) => bound !== undefined)];
  const wrong = said.filter((day) => typeof day !== 'string' || Number.isNaN(dayOf(day)));
  if (wrong.length > 0) {
    return wrong.map((day) => `has the day ${JSON.stringify(day)}. Write YYYY-MM-DD, and a day that exists.`);
  }
  if (from !== undefined && until !== undefined && until < from) {
    return [`ends on ${until}, before it begins on ${from}. Exchange from and until.`];
  }
  const outside = days.find((day) => (from !== undefined && day < from) || (until !== undefined && day > until));
  if (outside === undefined) return [];
  return [
    `has the day ${outside}, but knows only ${from ?? '…'} to ${until ?? '…'}. Say from or until, which widen it.`,
  ];
}
