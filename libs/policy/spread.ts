import type { Instant } from '#journey';
import type { CompiledRule } from './compiled-policy.ts';
import { firstEdge } from './first-passage.ts';
import { overrideAt } from './override.ts';
import type { Question } from './rule-look.ts';

/**
 * Over how many milliseconds the end of this hold is to be spread; 0 where it is the customer's own. Hours and calendar days
 * begin for everybody of a zone at once, and whatever waited for them would go out within one second. Never past half of
 * what is then allowed, as a touch must not wait itself out of its window.
 */
export function spreadAfter(
  until: Instant,
  rules: readonly CompiledRule[],
  question: Question,
  atMostMs: number,
): number {
  if (atMostMs === 0 || !rules.some((compiled) => opensForAll(compiled, question, until))) return 0;
  const overridden = rules.filter(({ rule }) => overrideAt(rule, question, until) !== null);
  const edge = firstEdge(rules, overridden, question, until, question.request.usefulUntil);
  return Math.max(0, Math.floor(Math.min(atMostMs, (edge - until) / 2)));
}

function opensForAll({ rule, look }: CompiledRule, question: Question, at: Instant): boolean {
  const isOfTheClock =
    rule.kind === 'hours' ||
    (rule.kind === 'cap' && 'calendarDays' in rule.window) ||
    (rule.kind === 'cooldown' && 'calendarDays' in rule.for);
  return isOfTheClock && look.blocks(question, at - 1) && !look.blocks(question, at);
}
