/** Elapsed time: `90s`, `30m`, `168h`. */
export type Elapsed = `${number}${'s' | 'm' | 'h'}`;
/** Calendar time, counted in the customer's zone: `3 days` is the same local time three calendar days on. */
export type Calendar = `${number} ${'day' | 'days' | 'week' | 'weeks'}`;
/** A length of time with its unit. A bare number, and `7d` (elapsed or calendar?), do not compile. */
export type Duration = Elapsed | Calendar;

/** What a duration means. A week is seven calendar days. */
export type ParsedDuration =
  { readonly kind: 'elapsed'; readonly ms: number } | { readonly kind: 'calendar'; readonly days: number };

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** Null when the text is no duration. Fractions are for elapsed time only, rounded to the millisecond. */
export function parseDuration(text: string): ParsedDuration | null {
  const elapsed = /^(\d{1,9}(?:\.\d{1,6})?)([smh])$/.exec(text);
  if (elapsed) return { kind: 'elapsed', ms: Math.round(Number(elapsed[1]) * unitMs[elapsed[2] as 's' | 'm' | 'h']) };
  const calendar = /^(\d{1,5}) (day|week)s?$/.exec(text);
  if (calendar) return { kind: 'calendar', days: Number(calendar[1]) * (calendar[2] === 'week' ? 7 : 1) };
  return null;
}

/** Thrown when the text is no duration; definitions are checked when they are made, so that is a defect of the caller. */
export function durationOf(text: string): ParsedDuration {
  const duration = parseDuration(text);
  if (duration === null) throw new RangeError(`"${text}" is no duration. Write 90s, 30m, 168h, 3 days or 2 weeks.`);
  return duration;
}

/** About how long, a calendar day taken as 24 hours: for comparing durations when a definition is checked, never for deadlines. */
export function roughMs(duration: ParsedDuration): number {
  return duration.kind === 'elapsed' ? duration.ms : duration.days * 24 * unitMs.h;
}
