import type { Instant } from '#journey';
import type { CompiledRule } from './compiled-policy.ts';
import { nextOverride, overrideAt, overrideEnds } from './override.ts';
import type { Question } from './rule-look.ts';

/**
 * The first instant after `from` up to and including `until` at which none of the rules blocks, with what is known now;
 * later than `until` when there is none, and Infinity when there never is. `blocking` are those of them that block at `from`,
 * as the caller has just seen. Jumps from edge to edge: as long as one rule blocks, all instants up to its next edge are out.
 */
export function firstPassage(
  rules: readonly CompiledRule[],
  blocking: readonly CompiledRule[],
  question: Question,
  from: Instant,
  until: Instant,
): Instant {
  let t = allPassAfter(blocking, question, from);
  while (t <= until) {
    const still = rules.filter((compiled) => blocksAt(compiled, question, t));
    if (still.length === 0) return t;
    t = allPassAfter(still, question, t);
  }
  return t;
}

function blocksAt({ rule, look }: CompiledRule, question: Question, t: Instant): boolean {
  return look.blocks(question, t) && overrideAt(rule, question, t) === null;
}

function allPassAfter(blocking: readonly CompiledRule[], question: Question, t: Instant): Instant {
  let next = t;
  for (const compiled of blocking) next = Math.max(next, passesAfter(compiled, question, t));
  return next;
}

function passesAfter({ rule, look }: CompiledRule, question: Question, t: Instant): Instant {
  // At least a millisecond on: an edge that does not move would never end.
  return Math.max(t + 1, Math.min(look.opens(question, t), nextOverride(rule, question, t)));
}

/**
 * The first instant after `t` at which one of the rules could block. All of them pass at `t`; those in `overridden` because
 * an override holds.
 */
export function firstEdge(
  rules: readonly CompiledRule[],
  overridden: readonly CompiledRule[],
  question: Question,
  t: Instant,
  until: Instant,
): Instant {
  let edge = until;
  for (const compiled of rules) {
    const { rule, look } = compiled;
    if (rule.shadow === true) continue;
    const closes = overridden.includes(compiled) ? overrideEnds(rule, question, t) : look.closes(question, t);
    if (closes < edge) edge = closes;
  }
  return edge;
}
