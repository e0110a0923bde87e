import { canonicalJson } from '#journey';
import type { ContentRule } from './content-rule.ts';
import type { Policy } from './policy.ts';
import { isEnabled, policyFaults, setFaults } from './policy-faults.ts';
import { PolicyFaultsError } from './policy.error.ts';
import type { PolicySet } from './policy-set.ts';
import type { Rule } from './rule.ts';
import { lengthOf } from './window.ts';

const SEND_VALID_FOR = '24h';

/** Checks a set of rules when it is written down. Thrown when it has faults: `PolicyFaultsError`, all of them at once. */
export function definePolicy<Set extends PolicySet>(set: Set): Set {
  const faults = setFaults(set);
  if (faults.length > 0) throw new PolicyFaultsError(faults);
  return set;
}

/**
 * The policy that all enabled sets make together. Every rule of every set looks at every touch in its scope, so the most
 * restrictive wins, and a set that is added can only tighten. Thrown when they contradict: `PolicyFaultsError`.
 */
export function resolvePolicy(sets: readonly PolicySet[], sha256: (text: string) => string): Policy {
  const faults = policyFaults(sets);
  if (faults.length > 0) throw new PolicyFaultsError(faults);
  const enabled = sets.filter(isEnabled);
  const content = {
    rules: once<Rule>(enabled.flatMap(({ rules }) => rules)),
    content: once<ContentRule>(enabled.flatMap((set) => set.content ?? [])),
    calendars: Object.assign({}, ...enabled.map(({ calendars }) => calendars)) as Policy['calendars'],
    sendValidForMs: Math.min(
      ...enabled.map((set) => lengthOf(set.sendValidFor ?? SEND_VALID_FOR)),
      lengthOf(SEND_VALID_FOR),
    ),
    yieldsWithinMs: longest(enabled, 'yieldsWithin'),
    spreadsOverMs: longest(enabled, 'spreadsOver'),
  };
  const leavesOpen = enabled.flatMap((set) => set.leavesOpen ?? []);
  return {
    hash: sha256(canonicalJson(content)),
    sets: enabled.map(({ name }) => name),
    ...content,
    ...(leavesOpen.length > 0 && { leavesOpen }),
  };
}

function once<Named extends { readonly id: string }>(rules: readonly Named[]): readonly Named[] {
  return [...new Map(rules.map((rule) => [rule.id, rule])).values()];
}

function longest(sets: readonly PolicySet[], field: 'yieldsWithin' | 'spreadsOver'): number {
  return Math.max(0, ...sets.map((set) => (set[field] === undefined ? 0 : lengthOf(set[field]))));
}
