import { describe, expect, it } from '@jest/globals';
import { endingCalendars, resolvePolicy } from './index.ts';
import type { AllowedWindow, HolidayCalendar } from './index.ts';

const noticed =
  'The calendar "cn" (chinese-days 1.5.7) knows of no day after 2026-12-31, when "calls" will stay closed. Bring in the next year: a newer version of its source, or days of your own.';

describe('a calendar that ends', () => {
  const cn: HolidayCalendar = { days: ['2026-10-01'], until: '2026-12-31', source: 'chinese-days 1.5.7' };

  it.each<{
    at: string;
    onHolidays?: AllowedWindow['onHolidays'];
    calendar?: HolidayCalendar;
    says: readonly string[];
  }>([
    { at: '2026-11-29T23:59Z', onHolidays: 'closed', says: [] },
    { at: '2026-11-30T00:00Z', onHolidays: 'closed', says: [noticed] },
    { at: '2027-06-01T00:00Z', onHolidays: 'only', says: [noticed] },
    { at: '2027-06-01T00:00Z', onHolidays: 'open', says: [] },
    { at: '2027-06-01T00:00Z', says: [] },
    { at: '2027-06-01T00:00Z', onHolidays: 'closed', calendar: { days: cn.days }, says: [] },
  ])('is noticed at $at by hours that are $onHolidays on its days', ({ at, onHolidays, calendar = cn, says }) => {
    const allowed = [{ from: '09:00', to: '20:00', ...(onHolidays && { onHolidays }) }];
    const rules = [{ id: 'calls', kind: 'hours', calendar: 'cn', allowed, onBlock: 'hold' }] as const;
    const policy = resolvePolicy([{ name: 'p', rules, calendars: { cn: calendar } }], (text) => text);
    expect(endingCalendars(policy, Date.parse(at))).toEqual(says);
  });
});
