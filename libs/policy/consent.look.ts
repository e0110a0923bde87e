import type { Instant } from '#journey';
import { isStopByAnswer } from './answer-words.ts';
import type { ConsentWord } from './profile.ts';
import type { ConsentRule } from './rule.ts';
import type { Question, RuleLook } from './rule-look.ts';

/**
 * The latest word for the touch's purpose and channel decides; of two at one instant the withdrawal. A stop by answer that
 * was taken back later is as if never said. A consent is confirmed by a confirmation that came after it and before any
 * withdrawal: to give it anew takes nothing away from that.
 */
export class ConsentLook implements RuleLook {
  readonly limit = null;

  constructor(private readonly rule: ConsentRule) {}

  count(): number {
    return 0;
  }

  blocks(question: Question, t: Instant): boolean {
    const { consents } = question.profile;
    let lifted = -Infinity;
    for (const word of consents) {
      if (word.lifts && word.at > lifted && word.at <= t && concerns(word, question)) lifted = word.at;
    }
    let withdrawn = -Infinity;
    for (const word of consents) {
      if (word.given || word.at <= withdrawn || word.at > t || !concerns(word, question)) continue;
      if (word.at >= lifted || !isStopByAnswer(word)) withdrawn = word.at;
    }
    const since = standsSince(question, withdrawn, t);
    if (since === null) return withdrawn > -Infinity || this.rule.needs !== 'no objection';
    if (this.rule.confirmed !== true) return false;
    return !consents.some((word) => word.confirms && word.at >= since && word.at <= t && concerns(word, question));
  }

  opens(question: Question, t: Instant): Instant {
    return nextWord(question, t);
  }

  closes(question: Question, t: Instant): Instant {
    return nextWord(question, t);
  }
}

/** The first yes after the last no, up to `t`. */
function standsSince(question: Question, withdrawn: Instant, t: Instant): Instant | null {
  let since: Instant | null = null;
  for (const word of question.profile.consents) {
    if (!word.given || word.confirms || word.lifts || word.at <= withdrawn || word.at > t) continue;
    if ((since === null || word.at < since) && concerns(word, question)) since = word.at;
  }
  return since;
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
