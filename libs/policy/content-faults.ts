import { purposes } from '#journey';
import type { ContentRule } from './content-rule.ts';
import { saysAnything } from './phrase.ts';

/** What is wrong with the rules on texts. They may come from files: trust no type. */
export function contentFaults(rules: readonly ContentRule[]): readonly string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  for (const rule of rules) {
    const where = `content rule "${rule.id}"`;
    if (typeof rule.id !== 'string' || rule.id === '') faults.push('a content rule has no id. Give it one.');
    if (ids.has(rule.id)) faults.push(`${where} is defined twice. Give each rule its own id.`);
    ids.add(rule.id);
    for (const fault of [...scopeFaults(rule), ...kindFaults(rule)]) faults.push(`${where} ${fault}`);
  }
  return faults;
}

function scopeFaults(rule: ContentRule): readonly string[] {
  const faults: string[] = [];
  for (const purpose of rule.purposes ?? []) {
    if (!purposes.includes(purpose)) faults.push(`knows no purpose "${purpose}". Use one of ${purposes.join(', ')}.`);
  }
  for (const scope of ['purposes', 'channels'] as const) {
    if (rule[scope]?.length === 0) faults.push(`has an empty list of ${scope}. Name some, or leave it out.`);
  }
  return faults;
}

function kindFaults(rule: ContentRule): readonly string[] {
  switch (rule.kind) {
    case 'forbidden': {
      const { words } = rule as { readonly words?: unknown };
      if (!isList(words)) return ['forbids no word. Name at least one in `words`.'];
      return words.flatMap((word) => blankFaults(word, 'forbids'));
    }
    case 'variables': {
      const { allowed } = rule as { readonly allowed?: unknown };
      if (!Array.isArray(allowed)) return ['does not say which variables it allows. List them in `allowed`.'];
      const isNamed = (name: unknown): boolean => typeof name === 'string' && name.trim() !== '';
      return allowed.every(isNamed) ? [] : ['allows a variable without a name. Name it, or take it out.'];
    }
    case 'way out':
    case 'disclosure':
      return phrasesFaults(rule.anyOf);
    default:
      return [
        `has the unknown kind "${String((rule as { kind: unknown }).kind)}". Use way out, disclosure, forbidden or variables.`,
      ];
  }
}

function phrasesFaults(anyOf: unknown): readonly string[] {
  const languages = typeof anyOf === 'object' && anyOf !== null ? Object.entries(anyOf) : [];
  if (languages.length === 0) {
    return ["asks for a phrase but lists none, so no text could pass. List some by language: anyOf: { en: ['STOP'] }."];
  }
  return languages.flatMap(([language, phrases]: readonly [string, unknown]) =>
    isList(phrases)
      ? phrases.flatMap((phrase) => blankFaults(phrase, 'asks for'))
      : [`lists no phrase in "${language}", so no text in it could pass. List some, or leave the language out.`],
  );
}

/** What has no letter would be found in no text. */
function blankFaults(phrase: unknown, does: string): readonly string[] {
  return saysAnything(phrase) ? [] : [`${does} ${JSON.stringify(phrase)}, which has no letter. Write a word.`];
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}
