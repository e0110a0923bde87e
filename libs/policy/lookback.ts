import type { Instant, JourneyDefinition } from '#journey';
import { DAY_MS } from './local-time.ts';
import type { Policy } from './policy.ts';
import type { Rule, Window } from './rule.ts';
import { tighteningOf } from './tighten.ts';
import { lengthOf } from './window.ts';

/** Late outcomes and answers find their attempt for so long, whatever the rules look back to. */
const LEAST_MS = 30 * DAY_MS;

const lookbacks = new WeakMap<readonly Rule[], number>();

/** How far back these rules look, in milliseconds: older entries cannot change what they say. */
export function lookbackOf(rules: readonly Rule[] = NONE): number {
  let longest = lookbacks.get(rules);
  if (longest === undefined) {
    longest = rules.reduce((most, rule) => Math.max(most, lookbackOfRule(rule)), 0);
    lookbacks.set(rules, longest);
  }
  return longest;
}

const NONE: readonly Rule[] = [];

/**
 * What happened at or before this instant can be folded away: no rule looks back to it, of the policy or of a journey that
 * may begin. A journey published later finds what is left, and its verdicts say so.
 */
export function horizonOf(policy: Policy, journeys: readonly JourneyDefinition[], at: Instant): Instant {
  return at - Math.max(LEAST_MS, ...[policy.rules, ...journeys.map(tighteningOf)].map((rules) => lookbackOf(rules)));
}

function lookbackOfRule(rule: Rule): number {
  if (rule.kind === 'cap') return lengthOfWindow(rule.window);
  if (rule.kind !== 'cooldown') return 0;
  const later = rule.after.includes('ignored') ? lengthOf(rule.ignoredAfter ?? '7d') : 0;
  return lengthOfWindow(rule.for) + later + (rule.within === undefined ? 0 : lengthOf(rule.within.rolling));
}

/** Calendar days may be hours longer than 24, and begin up to a day apart in the candidate zones. */
function lengthOfWindow(window: Window): number {
  return 'rolling' in window ? lengthOf(window.rolling) : (window.calendarDays + 2) * DAY_MS;
}
