import { canonicalJson, purposes } from '#journey';
import { calendarFaults } from './calendar-faults.ts';
import { concernsScope } from './compiled-policy.ts';
import { contentFaults } from './content-faults.ts';
import { openMinutes } from './hours-faults.ts';
import type { PolicySet } from './policy-set.ts';
import type { HoursRule, Rule } from './rule.ts';
import { ruleFaults } from './rule-faults.ts';
import { rollingMs, timeFault } from './window.ts';

const ANY_CHANNEL = 'any other channel';

/** What is wrong with one set, one sentence each. */
export function setFaults(set: PolicySet): readonly string[] {
  const where = `Policy "${set.name}"`;
  const faults: string[] = [];
  if (typeof set.name !== 'string' || set.name === '') faults.push('A policy has no name. Give it one.');
  if (!isList(set.rules)) return [...faults, `${where} has no list of rules. Give it rules: [], at least.`];
  const calendars = Object.keys(set.calendars ?? {});
  const ids = new Set<string>();
  for (const rule of set.rules) {
    if (typeof rule.id !== 'string' || rule.id === '') faults.push(`${where}: a rule has no id. Give it one.`);
    if (ids.has(rule.id)) faults.push(`${where}: rule "${rule.id}" is defined twice. Give each rule its own id.`);
    ids.add(rule.id);
    for (const fault of ruleFaults(rule, calendars)) faults.push(`${where}: rule "${rule.id}" ${fault}`);
  }
  for (const fault of contentFaults(set.content ?? [])) faults.push(`${where}: ${fault}`);
  for (const [name, calendar] of Object.entries(set.calendars ?? {})) {
    for (const fault of calendarFaults(calendar)) faults.push(`${where}: calendar "${name}" ${fault}`);
  }
  for (const open of set.leavesOpen ?? []) {
    if (isList(open.kinds) && open.kinds.length > 0 && open.because?.en && open.because.zh) continue;
    faults.push(
      `${where}: leavesOpen names no kinds, or gives no reason. Say which rules are missing, and because of what, in en and zh.`,
    );
  }
  for (const field of ['sendValidFor', 'yieldsWithin', 'spreadsOver'] as const) {
    if (set[field] !== undefined && rollingMs(set[field]) === null) {
      faults.push(`${where}: ${field} is ${timeFault(set[field])}`);
    }
  }
  return faults.length > 0 ? faults : neverOpen(set.rules, where);
}

/** What is wrong with the sets, one by one and together. For `tendril policy check` and `resolvePolicy`. */
export function policyFaults(sets: readonly PolicySet[]): readonly string[] {
  const faults = sets.flatMap(setFaults);
  const enabled = sets.filter(isEnabled);
  const seen = new Map<string, { readonly set: string; readonly content: string }>();
  for (const [what, set, id, content] of enabled.flatMap(named)) {
    const before = seen.get(`${what} ${id}`);
    seen.set(`${what} ${id}`, { set: set.name, content });
    if (before === undefined || before.set === set.name || before.content === content) continue;
    faults.push(`Policies "${before.set}" and "${set.name}" both have a ${what} "${id}", each another. Rename one.`);
  }
  if (faults.length > 0) return faults;
  const names = enabled.map(({ name }) => `"${name}"`).join(', ');
  return neverOpen(
    enabled.flatMap(({ rules }) => rules),
    `Policies ${names} together`,
  );
}

/** A set read from memory only does not count until somebody switches it on. */
export function isEnabled(set: PolicySet): boolean {
  return set.enabled ?? set.origin?.confidence !== 'm';
}

function named(set: PolicySet): readonly (readonly [string, PolicySet, string, string])[] {
  return [
    ...set.rules.map((rule) => ['rule', set, rule.id, canonicalJson(rule)] as const),
    ...(set.content ?? []).map((rule) => ['content rule', set, rule.id, canonicalJson(rule)] as const),
    ...Object.entries(set.calendars ?? {}).map(([id, one]) => ['calendar', set, id, canonicalJson(one)] as const),
  ];
}

function isList(value: unknown): boolean {
  return Array.isArray(value);
}

/** Hours that contradict each other: a purpose and channel that no minute of the week lets through, holidays or not. */
export function neverOpen(rules: readonly Rule[], where: string): readonly string[] {
  const hours = rules.filter(
    (rule): rule is HoursRule => rule.kind === 'hours' && rule.shadow !== true && !rule.journeys,
  );
  const channels = new Set([...hours.flatMap((rule) => rule.channels ?? []), ANY_CHANNEL]);
  const faults = new Map<string, string>();
  for (const purpose of purposes) {
    for (const channel of channels) {
      const looking = hours.filter((rule) => concernsScope(rule, purpose, channel));
      if (looking.length === 0 || openTogether(looking)) continue;
      const ids = looking.map(({ id }) => `"${id}"`).join(', ');
      if (faults.has(ids)) continue;
      faults.set(
        ids,
        `${where}: the hours of ${ids} contradict each other: ${purpose} by ${channel} is never open. Widen one.`,
      );
    }
  }
  return [...faults.values()];
}

function openTogether(hours: readonly HoursRule[]): boolean {
  const open = hours.map(openMinutes);
  return open[0]?.some((_, minute) => open.every((week) => week[minute] === 1)) ?? true;
}
