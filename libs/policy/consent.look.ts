import type { Instant } from '#journey';
import type { ConsentWord } from './profile.ts';
import type { ConsentRule } from './rule.ts';
import type { Question, RuleLook } from './rule-look.ts';

/** The latest word for the touch's purpose and channel decides; of two at one instant the withdrawal. */
export class ConsentLook implements RuleLook {
  readonly limit = null;

  constructor(private readonly rule: ConsentRule) {}

  count(): number {
    return 0;
  }

  blocks(question: Question, t: Instant): boolean {
    let latest: ConsentWord | null = null;
    for (const word of question.profile.consents) {
      if (word.at > t || !concerns(word, question)) continue;
      if (latest === null || word.at > latest.at || (word.at === latest.at && !word.given)) latest = word;
    }
    if (latest === null) return this.rule.needs !== 'no objection';
    return !latest.given || (this.rule.confirmed === true && latest.confirmed !== true);
  }

  opens(question: Question, t: Instant): Instant {
    return nextWord(question, t);
  }

  closes(question: Question, t: Instant): Instant {
    return nextWord(question, t);
  }
}

function concerns(word: ConsentWord, { request, channel }: Question): boolean {
  return word.purpose === request.purpose && (word.channel === channel || word.channel === '*');
}

function nextWord(question: Question, t: Instant): Instant {
  let next = Infinity;
  for (const word of question.profile.consents) {
    if (word.at > t && word.at < next && concerns(word, question)) next = word.at;
  }
  return next;
}
