import type { AllowedWindow, HoursRule } from './rule.ts';
import { minutesOf } from './wall-clock.ts';

/** What is wrong with the hours of one rule. */
export function hoursFaults(rule: HoursRule, calendars: readonly string[]): readonly string[] {
  const faults: string[] = [];
  if (rule.allowed === undefined || rule.allowed.length === 0) {
    faults.push('allows no hour at all. Add a window, or say so with a rule of suppress.');
  }
  if (rule.calendar !== undefined && !calendars.includes(rule.calendar)) {
    faults.push(`names the calendar "${rule.calendar}", which the policy does not have. Add it to calendars.`);
  }
  for (const window of rule.allowed ?? []) faults.push(...windowFaults(window, rule));
  return faults;
}

function windowFaults(window: AllowedWindow, rule: HoursRule): readonly string[] {
  const faults: string[] = [];
  const { from, to, days, onHolidays } = window;
  for (const clock of [from, to]) {
    if (typeof clock !== 'string' || Number.isNaN(minutesOf(clock))) {
      faults.push(`has the time of day ${JSON.stringify(clock)}. Write HH:MM from 00:00 to 23:59; 24:00 ends a day.`);
    }
  }
  if (from === '24:00') faults.push('opens at 24:00. Write 00:00 and the day after.');
  if (days?.length === 0) faults.push(`opens ${from} to ${to} on no day. Name days, or leave them out for every day.`);
  for (const day of days ?? []) {
    if (!Number.isInteger(day) || day < 1 || day > 7)
      faults.push(`has the day ${String(day)}. Monday is 1 and Sunday is 7.`);
  }
  if (onHolidays !== undefined && onHolidays !== 'open' && rule.calendar === undefined) {
    faults.push(`is ${onHolidays} on holidays but names no calendar. Add calendar.`);
  }
  return faults;
}

const WEEK_MINUTES = 7 * 1_440;

/** The minutes at which the rule is open, of a week without holidays and then of one that is all holidays; Monday 00:00 is 0. */
export function openMinutes(rule: HoursRule): Uint8Array {
  const open = new Uint8Array(2 * WEEK_MINUTES);
  for (const { from, to, days, onHolidays = 'open' } of rule.allowed) {
    const start = minutesOf(from);
    const length = (minutesOf(to) - start + (minutesOf(to) <= start ? 1_440 : 0)) % 1_441;
    for (const week of weeksOf[onHolidays]) {
      for (const day of days ?? [1, 2, 3, 4, 5, 6, 7]) {
        const opens = (day - 1) * 1_440 + start;
        for (let minute = 0; minute < length; minute += 1) open[week + ((opens + minute) % WEEK_MINUTES)] = 1;
      }
    }
  }
  return open;
}

/** Where the weeks begin in which such a window opens. */
const weeksOf = { open: [0, WEEK_MINUTES], closed: [0], only: [WEEK_MINUTES] };
