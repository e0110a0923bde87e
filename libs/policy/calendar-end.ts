import type { Instant } from '#journey';
import { DAY_MS } from './local-time.ts';
import type { Policy } from './policy.ts';
import type { HoursRule, Rule } from './rule.ts';
import { dayOf } from './wall-clock.ts';

/** Long enough to bring in the next year's holidays, which governments publish late. */
const NOTICE_DAYS = 31;

/**
 * A sentence for each calendar that ends within 31 days of `at`, or has ended, although hours depend on it: what is closed
 * on holidays opens on no day that the calendar does not know.
 */
export function endingCalendars({ calendars, rules }: Policy, at: Instant): readonly string[] {
  return Object.entries(calendars).flatMap(([name, { until, source }]) => {
    const hours = rules.filter((rule) => dependsOn(rule, name)).map(({ id }) => `"${id}"`);
    if (until === undefined || hours.length === 0 || dayOf(until) - at / DAY_MS > NOTICE_DAYS) return [];
    const whose = source === undefined ? '' : ` (${source})`;
    return `The calendar "${name}"${whose} knows of no day after ${until}, when ${hours.join(', ')} will stay closed. Bring in the next year: a newer version of its source, or days of your own.`;
  });
}

function dependsOn(rule: Rule, calendar: string): rule is HoursRule {
  return (
    rule.kind === 'hours' &&
    rule.calendar === calendar &&
    rule.allowed.some(({ onHolidays }) => onHolidays !== undefined && onHolidays !== 'open')
  );
}
