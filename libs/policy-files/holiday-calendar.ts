import type { HolidayCalendar } from '#policy';
import type { CalendarWords } from './calendar-words.ts';
import { publicHolidaysOf } from './public-holidays.ts';

/**
 * A calendar as the policy knows it: public holidays without those excepted, and days of one's own, `ownFile`'s too.
 * Thrown: `SyntaxError`, when a day is excepted that is none.
 */
export function holidayCalendar(name: string, words: CalendarWords, ownFile: readonly string[]): HolidayCalendar {
  const { country, file, days = [], except = [], from, until } = words;
  const known = country === undefined ? null : publicHolidaysOf(country);
  const all = new Set([...(known?.days ?? []), ...ownFile, ...days]);
  for (const day of except) {
    if (!all.delete(day))
      throw new SyntaxError(`calendar "${name}" excepts ${day}, which is no holiday there. Take it out.`);
  }
  const bounds = { from: from ?? known?.from, until: until ?? known?.until };
  const sources = [known?.source, file].filter((source) => source !== undefined);
  return {
    days: [...all].sort(),
    ...(bounds.from !== undefined && { from: bounds.from }),
    ...(bounds.until !== undefined && { until: bounds.until }),
    ...(sources.length > 0 && { source: sources.join(' and ') }),
  };
}
