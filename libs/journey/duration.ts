/** Elapsed time: `90s`, `30m`, `168h`. */
export type Elapsed = `${number}${'s' | 'm' | 'h'}`;
/** Calendar time, counted in the customer's zone: `3 days` is the same local time three calendar days on. */
export type Calendar = `${number} ${'day' | 'days' | 'week' | 'weeks'}`;
/** A length of time with its unit. A bare number, and `7d` (elapsed or calendar?), do not compile. */
export type Duration = Elapsed | Calendar;
