import { createRequire } from 'node:module';
import federal from '@18f/us-federal-holidays';
import type { HolidayCalendar } from '#policy';

const require = createRequire(import.meta.url);

type PublicHolidays = Required<HolidayCalendar>;

export const countries = ['CN', 'US'] as const;
export type Country = (typeof countries)[number];

/**
 * Decision: which library knows the holidays? Options: (a) date-holidays, of all countries: its code is ISC, but its data are
 * CC BY-SA, which is not permissive, and it knows of none of the weekends that China works. (b) A service: no verdict may
 * wait for one. (c) One library for each country that our presets are about, where a permissive one is kept. So (c):
 * chinese-days (MIT) has what the State Council publishes every year, us-federal-holidays (CC0) is kept by the government
 * itself. All others: a file of one's own.
 */
const publicHolidays: { readonly [country in Country]: () => PublicHolidays } = {
  CN: chinese,
  US: american,
};

/** Public holidays as the law or the government has said them, each day on which they are taken. */
export function publicHolidaysOf(country: Country): PublicHolidays {
  return publicHolidays[country]();
}

/** From the library's data: its functions reckon in the zone of the machine, and are a day off west of Greenwich. */
function chinese(): PublicHolidays {
  const { holidays } = require('chinese-days/dist/chinese-days.json') as { readonly holidays: object };
  const days = Object.keys(holidays).sort();
  return reaching(days, days[0] ?? '', days.at(-1) ?? '', 'chinese-days');
}

/** Martin Luther King's birthday has been one since then. The law goes on; so far we trust it to. */
const AMERICAN = { from: 1986, until: 2035 };

/** Where it falls on a weekend, the day itself and the one on which it is observed. */
function american(): PublicHolidays {
  const years = Array.from({ length: AMERICAN.until - AMERICAN.from + 2 }, (_, index) => AMERICAN.from + index);
  const shifts = { shiftSaturdayHolidays: false, shiftSundayHolidays: false };
  const [from, until] = [`${AMERICAN.from}-01-01`, `${AMERICAN.until}-12-31`];
  const days = years
    .flatMap((year) => [...federal.allForYear(year), ...federal.allForYear(year, shifts)])
    .map(({ dateString }) => dateString)
    .filter((day) => day >= from && day <= until);
  return reaching([...new Set(days)].sort(), from, until, '@18f/us-federal-holidays');
}

/** Whole years. */
function reaching(days: readonly string[], first: string, last: string, library: string): PublicHolidays {
  const { version } = require(`${library}/package.json`) as { readonly version: string };
  return {
    days,
    from: `${first.slice(0, 4)}-01-01`,
    until: `${last.slice(0, 4)}-12-31`,
    source: `${library} ${version}`,
  };
}
