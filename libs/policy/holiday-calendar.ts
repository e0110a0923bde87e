/** Holidays by a name that rules of hours give. Days are `YYYY-MM-DD` in the customer's own calendar. */
export interface HolidayCalendar {
  readonly days: readonly string[];
  /** The first and the last day of which it knows whether they are holidays. Absent: it knows of all. */
  readonly from?: string;
  readonly until?: string;
  /** Where the days are from, with its version: `chinese-days 1.5.7`. */
  readonly source?: string;
}
