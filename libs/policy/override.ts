import type { Instant } from '#journey';
import type { Profile } from './profile.ts';
import type { Rule } from './rule.ts';

/** The kind of override that keeps this rule from looking at `t`; null: it looks. */
export function overrideAt(rule: Rule, profile: Profile, t: Instant): string | null {
  if (rule.overriddenBy === undefined) return null;
  for (const { kind, from, to } of profile.overrides) {
    if (from <= t && (to === null || t < to) && rule.overriddenBy.includes(kind)) return kind;
  }
  return null;
}

/** The next instant after `t` at which an override of this rule begins. */
export function nextOverride(rule: Rule, profile: Profile, t: Instant): Instant {
  let next = Infinity;
  if (rule.overriddenBy === undefined) return next;
  for (const { kind, from } of profile.overrides) {
    if (from > t && from < next && rule.overriddenBy.includes(kind)) next = from;
  }
  return next;
}

/** The instant after `t` at which the first of the overrides in force ends. */
export function overrideEnds(rule: Rule, profile: Profile, t: Instant): Instant {
  let ends = Infinity;
  for (const { kind, from, to } of profile.overrides) {
    if (from <= t && to !== null && t < to && to < ends && rule.overriddenBy?.includes(kind) === true) ends = to;
  }
  return ends;
}
