import type { JourneyDefinition } from '#journey';
import type { Policy } from './policy.ts';
import { neverOpen } from './policy-faults.ts';
import { PolicyFaultsError } from './policy.error.ts';
import type { HoldoutRule, Rule } from './rule.ts';
import { ruleFaults } from './rule-faults.ts';

/**
 * A rule that a journey adds. It looks at that journey's touches and at nothing else; it blocks, and does not only report;
 * and it names no calendar, because calendars are the institution's and are not pinned with the journey.
 */
export type Tightening = Exclude<Rule, HoldoutRule> & {
  readonly journeys?: never;
  readonly shadow?: never;
  readonly calendar?: never;
};

/** The rules of a journey's `tightenedBy`. Thrown when one cannot be meant: `PolicyFaultsError`, with all faults. */
export function tighten(rules: readonly Tightening[]): readonly Tightening[] {
  const faults = rules.flatMap((rule) => faultsOf(rule).map((fault) => `Rule "${rule.id}" ${fault}`));
  if (faults.length > 0) throw new PolicyFaultsError(faults);
  return rules;
}

/** The rules that a definition adds. Whoever takes definitions in has had them checked by `tighteningFaults`. */
export function tighteningOf({ tightenedBy }: Pick<JourneyDefinition, 'tightenedBy'>): readonly Rule[] | undefined {
  return tightenedBy as readonly Rule[] | undefined;
}

/** What is wrong with the rules of these definitions, whoever wrote them; with a policy, also between the two. */
export function tighteningFaults(definitions: readonly JourneyDefinition[], policy?: Policy): readonly string[] {
  return definitions.flatMap((definition) => {
    const where = `Journey "${definition.id}"`;
    const rules = tighteningOf(definition) ?? [];
    const faults = rules.flatMap((rule) => faultsOf(rule).map((fault) => `${where}: rule "${rule.id}" ${fault}`));
    if (faults.length > 0 || rules.length === 0 || policy === undefined) return faults;
    const taken = rules.filter(({ id }) => policy.rules.some((rule) => rule.id === id));
    return [
      ...taken.map(({ id }) => `${where}: rule "${id}" has the name of one of the policy's. Rename one.`),
      ...neverOpen([...policy.rules, ...rules], `${where} under ${policy.sets.join(', ')}`),
    ];
  });
}

function faultsOf(rule: Rule): readonly string[] {
  const faults = [...ruleFaults(rule, [])];
  if (rule.kind === 'holdout') faults.push("holds customers out. Say it with the journey's own word, holdout.");
  if (rule.shadow !== undefined)
    faults.push('is in shadow, so it tightens nothing. Try it in the policy, with journeys.');
  if (rule.journeys !== undefined) faults.push('names journeys, but looks at its own only. Leave journeys out.');
  return faults;
}
