import { DAY_MS } from './local-time.ts';

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Minutes since midnight of `HH:MM`; `24:00` is the end of the day; NaN for what is no time of day. */
export function minutesOf(clock: string): number {
  if (clock === '24:00') return 1_440;
  const match = CLOCK.exec(clock);
  return match === null ? NaN : Number(match[1]) * 60 + Number(match[2]);
}

/** Days since 1970-01-01 of `YYYY-MM-DD`; NaN for a date that does not exist. */
export function dayOf(date: string): number {
  const match = DATE.exec(date);
  if (match === null) return NaN;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(ms).toISOString().startsWith(date) ? ms / DAY_MS : NaN;
}
