import type { ContentRule } from './content-rule.ts';

/** What is wrong with the rules on texts. */
export function contentFaults(rules: readonly ContentRule[]): readonly string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  for (const rule of rules) {
    const where = `content rule "${rule.id}"`;
    if (ids.has(rule.id)) faults.push(`${where} is defined twice. Give each rule its own id.`);
    ids.add(rule.id);
    if (rule.kind === 'forbidden') {
      if (rule.words.every((word) => word.trim() === '')) faults.push(`${where} forbids no word. Name at least one.`);
    } else if (rule.kind === 'variables') {
      if (rule.allowed.some((name) => name.trim() === '')) faults.push(`${where} allows a variable without a name.`);
    } else if (Object.values(rule.anyOf).flat().length === 0) {
      faults.push(`${where} asks for a phrase but lists none, so no text could pass. List some by language.`);
    }
  }
  return faults;
}
