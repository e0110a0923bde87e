import { z } from 'zod';
import { countries, type Country } from './public-holidays.ts';

/** Where the days of a calendar are from; at least one of country, file and days is there. */
export interface CalendarWords {
  /** Its public holidays, as a library knows them. */
  readonly country?: Country;
  /** Days of one's own, in a file beside the policy file. */
  readonly file?: string;
  readonly days?: readonly string[];
  /** Holidays that are none here. */
  readonly except?: readonly string[];
  readonly from?: string;
  readonly until?: string;
}

const day = z.string();
const days = z.array(day);

const words = z.union([
  days.transform((list): CalendarWords => ({ days: list })),
  z
    .strictObject({
      country: z.enum(countries).exactOptional(),
      file: z.string().min(1).exactOptional(),
      days: days.exactOptional(),
      except: days.exactOptional(),
      from: day.exactOptional(),
      until: day.exactOptional(),
    })
    .refine((given) => (given.country ?? given.file ?? given.days) !== undefined),
]);

/**
 * The calendars that a policy file writes, by name: each a list of days, or where they are from.
 * Thrown: `SyntaxError` with a sentence on what can be written.
 */
export function calendarWords(written: unknown): { readonly [name: string]: CalendarWords } {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    throw new SyntaxError('calendars is no object. Write the calendars by name: { "cn": { "country": "CN" } }.');
  }
  return Object.fromEntries(
    Object.entries(written).map(([name, calendar]: [string, unknown]) => {
      const { success, data } = words.safeParse(calendar);
      if (success) return [name, data];
      throw new SyntaxError(`calendar "${name}" ${faultOf(calendar)}`);
    }),
  );
}

function faultOf(calendar: unknown): string {
  const country: unknown = (calendar as { readonly country?: unknown } | null)?.country;
  if (country !== undefined && !countries.includes(country as Country)) {
    return (
      `has the country ${JSON.stringify(country)}, and the holidays of ${countries.join(' and ')} alone are known here. ` +
      'Write the days of others under days, or in a file that you name under file.'
    );
  }
  return `is ${JSON.stringify(calendar).slice(0, 80)}. Write a list of days, or at least one of country (${countries.join(', ')}), file and days, and with them except, from and until.`;
}
