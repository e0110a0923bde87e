import type { Instant, Purpose } from '#journey';
import type { ConsentWord } from './profile.ts';

export type AnswerWord = 'stop' | 'stop all' | 'start';

/** Each has to be all that is said, courtesies and what is only about messages aside. */
const STOP = new Set([
  ...['stop', 'stopit', 'stopthis', 'unsubscribe', 'unsub', 'cancel', 'end', 'quit', 'optout', 'turnoff', 'revoke'],
  ...['remove', 'donotcall', 'dontcall', 'donottext', 'donttext', 'donotcontact', 'dontcontact', 'td', 't', 'r', 'n'],
  ...['donotmessage', 'dontmessage', 'donotemail', 'dontemail', 'nomore', 'leavealone', 'takeoff'],
  ...['停止', '拒收', '拒绝', '拒絕', '不再', '关闭', '關閉'],
]);
const STOP_ALL = new Set(['stopall', 'unsubscribeall']);
const START = new Set(['start', 'unstop', 'subscribe', '恢复订阅', '恢復訂閱', '重新订阅', '重新訂閱']);
const ASIDE = new Set([
  ...[
    'please',
    'pls',
    'plz',
    'thanks',
    'thank',
    'you',
    'thx',
    'now',
    'immediately',
    'me',
    'from',
    'your',
    'these',
    'the',
  ],
  ...['calling', 'texting', 'messaging', 'emailing', 'contacting', 'writing', 'sending'],
  ...['calls', 'texts', 'messages', 'emails', 'sms', 'mailing', 'list', 'again', 'anymore'],
]);
const ASIDE_ZH =
  /请|請|谢谢|謝謝|回复|回覆|回|我要|我想|帮我|幫我|给我|給我|立即|马上|馬上|发送|發送|推送|接收|短信|简讯|簡訊|短訊|信息|讯息|訊息|消息|电话|電話|广告|廣告|营销|營銷|了|吧/g;
/** What the answer begins with who writes down what was asked for: "reply TD". */
const ECHO = /^(?:reply|text|txt|send)\s+/;

/** Chinese that has no other use, so that a sentence may hold it, unless it says outright that this is not wanted. */
const UNSUBSCRIBE_ZH = '(?:退\\s*[订訂]|取消订阅|取消訂閱)';
/** 要不, 不得不 and 还不 deny nothing: "or rather", "no choice but", "still not done". */
const UNDENIED = '(?<!(?:没有?|沒有?|未|(?<![要得还還])不|不想|不要|不用|不必|[别別])(?:全部)?)';
/** "Do not … again"; 打 only where it is a call, 发 only where it is to send. */
const NO_MORE_ZH =
  '(?:不要|勿|[别別])再(?:给我|給我|跟我)?(?:[发發](?!生)|打(?=电|電|给|給|来|來|了|我|扰|擾|\\P{L}|$)|联[系络]|聯[繫絡系]|[骚騷][扰擾])';
const STOP_ZH = new RegExp(`${UNDENIED}${UNSUBSCRIBE_ZH}|${NO_MORE_ZH}`, 'u');
/** "Do not …", which needs to be all that is said: without 再 it may be about anything. */
const DO_NOT_ZH = /^(?:不要|勿|[别別])(?:[发發]|打[扰擾]?|联[系络]|聯[繫絡系]|[骚騷][扰擾])我?$/u;
const STOP_ALL_ZH = new RegExp(`${UNDENIED}(?:全部退[订訂]|退[订訂](?:全部|所有))`, 'u');

/** Customers who ask not to be written to are believed for all of these; what a contract obliges us to say goes on. */
const STOPPABLE: readonly Purpose[] = ['marketing', 'service', 'collection'];

/**
 * Does a message that came in ask to stop, or to begin again? The word must stand alone ("STOP.", "please stop texting me",
 * "回复TD"), as the whole text or as its first line; what is quoted, and what follows a signature's dashes, was not said now.
 * A sentence that merely holds the word ("the bus stop", "什么时候停止计息") does not count, except in Chinese, where 退订 has
 * no other meaning.
 */
export function recogniseAnswer(text: string): AnswerWord | null {
  const lines = spoken(text);
  return askedBy(lines.join(' ')) ?? askedBy(lines[0] ?? '');
}

/** Without what nobody sees: zero widths, variants of emoji, accents put upon letters. */
function spoken(text: string): readonly string[] {
  const lines = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\r\n]+/)
    .map((line) => line.replace(/[\p{Cf}\p{M}]/gu, '').trim());
  const signature = lines.indexOf('--');
  return lines
    .slice(0, signature === -1 ? undefined : signature)
    .filter((line) => line !== '' && !line.startsWith('>'));
}

function askedBy(said: string): AnswerWord | null {
  const words = said.replace(ECHO, '').match(/[\p{L}\p{N}]+/gu) ?? [];
  const meant = words.filter((word) => !ASIDE.has(word));
  // Whoever says nothing but "stop stop stop" says stop.
  const isOneWord = meant.every((word) => word === meant[0]);
  const alone = (isOneWord ? meant.slice(0, 1) : meant).join('').replace(ASIDE_ZH, '');
  if (STOP_ALL.has(alone) || STOP_ALL_ZH.test(said)) return 'stop all';
  if (START.has(alone)) return 'start';
  return STOP.has(alone) || DO_NOT_ZH.test(alone) || STOP_ZH.test(said) ? 'stop' : null;
}

/**
 * The words for the consent ledger that an answer amounts to. A stop holds at once: on the channel it came by, or on all of
 * them. A start takes back, on its channel, what a stop has closed; it is no consent of somebody who was never asked.
 */
export function consentWordsOf(
  answer: AnswerWord,
  channel: string,
  at: Instant,
  evidence: string | null,
): readonly ConsentWord[] {
  const where = answer === 'stop all' ? '*' : channel;
  return STOPPABLE.map((purpose) => {
    const word = { at, purpose, channel: where, basis: ANSWER, evidence };
    return answer === 'start' ? { ...word, given: true, lifts: true } : { ...word, given: false };
  });
}

/** May this word be taken back by a start? */
export function isStopByAnswer({ given, basis }: ConsentWord): boolean {
  return !given && basis === ANSWER;
}

const ANSWER = 'answer';
