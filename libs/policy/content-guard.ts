import type { Purpose } from '#journey';
import type { ContentRule, Phrases } from './content-rule.ts';
import { says } from './phrase.ts';
import type { Policy } from './policy.ts';

/** A text as it is written down in the catalogue, or as it goes out. */
export interface Content {
  readonly purpose: Purpose;
  readonly channel: string;
  readonly language: string;
  readonly text: string;
  /** The names of the variables it uses. */
  readonly variables: readonly string[];
}

export interface ContentFault {
  readonly rule: string;
  readonly sentence: string;
}

/** Everything for which this text must not go out; empty when it may. */
export function checkContent(content: Content, policy: Policy): readonly ContentFault[] {
  return policy.content
    .filter((rule) => rule.purposes?.includes(content.purpose) ?? true)
    .filter((rule) => rule.channels?.includes(content.channel) ?? true)
    .flatMap((rule) => sentences(rule, content).map((sentence) => ({ rule: rule.id, sentence })));
}

function sentences(rule: ContentRule, content: Content): readonly string[] {
  const { purpose, channel, language, variables } = content;
  const what = `The ${purpose} text for ${channel} (${language})`;
  switch (rule.kind) {
    case 'way out': {
      const phrases = phrasesIn(rule.anyOf, language);
      if (phrases.length === 0)
        return [`${what} cannot be checked: "${rule.id}" lists no way out in ${language}. Add some.`];
      if (phrases.some((phrase) => says(content.text, phrase, 'as written'))) return [];
      return [`${what} does not say how to refuse. Add one of: ${phrases.join(', ')}.`];
    }
    case 'disclosure': {
      const phrases = phrasesIn(rule.anyOf, language);
      if (phrases.length === 0)
        return [`${what} cannot be checked: "${rule.id}" lists no disclosure in ${language}. Add some.`];
      if (phrases.some((phrase) => says(opening(content.text), phrase))) return [];
      return [`${what} does not open by saying that it is automated. Begin with one of: ${phrases.join(', ')}.`];
    }
    case 'forbidden':
      return rule.words
        .filter((word) => says(content.text, word))
        .map((word) => `${what} says "${word}", which must not be said. Say it in other words.`);
    case 'variables':
      return variables
        .filter((name) => !rule.allowed.includes(name))
        .map(
          (name) => `${what} uses the variable "${name}", which is not on the list. Leave it out, or have it allowed.`,
        );
  }
}

/** `zh-CN` reads what is listed for `zh` as well. */
function phrasesIn(anyOf: Phrases, language: string): readonly string[] {
  return [...(anyOf[language] ?? []), ...(language.includes('-') ? (anyOf[language.split('-')[0] ?? ''] ?? []) : [])];
}

function opening(text: string): string {
  return /^.*?[.!?。！？\n](?=\s|$|[^\d])/su.exec(text.trim())?.[0] ?? text;
}
