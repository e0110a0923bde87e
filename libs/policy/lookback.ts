import type { Instant } from '#journey';
import { DAY_MS } from './local-time.ts';
import type { Policy } from './policy.ts';
import type { Rule, Window } from './rule.ts';
import { lengthOf } from './window.ts';

/** Late outcomes and answers find their attempt for so long, whatever the rules look back to. */
const LEAST_MS = 30 * DAY_MS;

/** How far back the policy's rules look, in milliseconds: older entries cannot change any verdict. */
export function lookbackOf(policy: Policy): number {
  let longest = lookbacks.get(policy);
  if (longest === undefined) {
    longest = lookbackOfRules(policy.rules);
    lookbacks.set(policy, longest);
  }
  return longest;
}

export function lookbackOfRules(rules: readonly Rule[]): number {
  return rules.reduce((most, rule) => Math.max(most, lookbackOfRule(rule)), 0);
}

const lookbacks = new WeakMap<Policy, number>();

/** What happened at or before this instant can be folded away: no rule looks back to it. */
export function horizonOf(policy: Policy, at: Instant): Instant {
  return at - Math.max(LEAST_MS, lookbackOf(policy));
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
