import type { Instant } from '#journey';
import type { Override } from './profile.ts';
import type { Rule } from './rule.ts';
import type { Question } from './rule-look.ts';

/** The kind of override that keeps this rule from looking at `t`; null: it looks. */
export function overrideAt(rule: Rule, question: Question, t: Instant): string | null {
  if (rule.overriddenBy === undefined) return null;
  for (const override of question.profile.overrides) {
    const { kind, from, to } = override;
    if (from <= t && (to === null || t < to) && concerns(override, rule, question)) return kind;
  }
  return null;
}

/** The next instant after `t` at which an override of this rule begins. */
export function nextOverride(rule: Rule, question: Question, t: Instant): Instant {
  let next = Infinity;
  if (rule.overriddenBy === undefined) return next;
  for (const override of question.profile.overrides) {
    const { from } = override;
    if (from > t && from < next && concerns(override, rule, question)) next = from;
  }
  return next;
}

/** The instant after `t` at which the first of the overrides in force ends. */
export function overrideEnds(rule: Rule, question: Question, t: Instant): Instant {
  let ends = Infinity;
  for (const override of question.profile.overrides) {
    const { from, to } = override;
    if (from <= t && to !== null && t < to && to < ends && concerns(override, rule, question)) ends = to;
  }
  return ends;
}

function concerns({ kind, channel }: Override, { overriddenBy }: Rule, question: Question): boolean {
  return overriddenBy?.includes(kind) === true && (channel === undefined || channel === question.channel);
}
