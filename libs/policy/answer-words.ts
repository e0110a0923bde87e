import type { Instant, Purpose } from '#journey';
import type { ConsentWord } from './profile.ts';

export type AnswerWord = 'stop' | 'stop all' | 'start';

const STOP = ['stop', 'unsubscribe', 'unsub', 'cancel', 'end', 'quit', 'optout', 'revoke', 'td', 't', 'r', 'n'];
const STOP_ZH = ['退订', '取消订阅', '停止', '拒收', '不要再发', '别再发'];
const STOP_ALL = ['stopall', 'unsubscribeall'];
const STOP_ALL_ZH = ['全部退订', '退订全部', '退订所有'];
const START = ['start', 'unstop', 'subscribe'];
const START_ZH = ['恢复订阅', '重新订阅'];

/** Customers who ask not to be written to are believed for all of these; what a contract obliges us to say goes on. */
const STOPPABLE: readonly Purpose[] = ['marketing', 'service', 'collection'];

/**
 * Does a message that came in ask to stop, or to begin again? The word must stand alone ("STOP.", "please stop", "TD"): a
 * sentence that merely holds it ("the bus stop") does not count, except in Chinese, where 退订 has no other meaning.
 */
export function recogniseAnswer(text: string): AnswerWord | null {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\b(?:please|pls|thanks|thank you)\b|请|谢谢/g, '')
    .replace(/[\s\p{P}\p{S}]+/gu, '');
  if (STOP_ALL.includes(plain) || STOP_ALL_ZH.some((word) => plain.includes(word))) return 'stop all';
  if (START.includes(plain) || START_ZH.some((word) => plain.includes(word))) return 'start';
  return STOP.includes(plain) || STOP_ZH.some((word) => plain.includes(word)) ? 'stop' : null;
}

/**
 * The words for the consent ledger that an answer amounts to. A stop holds at once: on the channel it came by, or on all of
 * them. A start takes back, on its channel, what a stop has closed.
 */
export function consentWordsOf(
  answer: AnswerWord,
  channel: string,
  at: Instant,
  evidence: string | null,
): readonly ConsentWord[] {
  return STOPPABLE.map((purpose) => ({
    at,
    purpose,
    channel: answer === 'stop all' ? '*' : channel,
    given: answer === 'start',
    basis: 'answer',
    evidence,
  }));
}
