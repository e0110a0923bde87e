import type { AttemptRecord, PaceWait, TouchRecord } from '#store';
import type { Cause } from './timeline.words.ts';
import * as chinese from './words.zh.ts';

/** What `tendril why` says around the words of the policy. */
interface WhyWords {
  readonly touch: (touch: TouchRecord) => string;
  readonly notAsked: (isOver: boolean) => string;
  readonly verdict: (number: number) => string;
  readonly attempt: (attempt: AttemptRecord, number: number, cause: Cause) => string;
  readonly turn: (wait: PaceWait) => string;
}

export const whyWords = {
  en: {
    touch: (touch) => {
      const from =
        touch.journey === null
          ? 'requested from outside'
          : `${touch.journey}, stage ${touch.stage ?? '-'}, stall ${touch.stall ?? '-'}`;
      const end = touch.how === null ? 'not finished yet' : endsInEnglish[touch.how];
      const because = touch.cancelledBecause === null ? '' : ` (${touch.cancelledBecause})`;
      return `Touch ${touch.name} (${touch.purpose} by ${touch.via.join(', then ')}; ${from}): ${end ?? touch.how}${because}.`;
    },
    notAsked: (isOver) =>
      isOver ? 'The policy was never asked about it.' : 'The policy has not been asked about it yet.',
    verdict: (number) => `Verdict ${number}`,
    attempt: (attempt, number, cause) =>
      `Attempt ${number} by ${attempt.channel ?? '-'}: ${toldOf(attempt, inEnglish, cause)}.`,
    turn: ({ channel, waiting }) =>
      `It waits for its turn on ${channel}, whose pace is limited: ${waiting} wait there.`,
  },
  zh: {
    touch: (touch) => {
      const from =
        touch.journey === null
          ? '外部请求'
          : `旅程 ${touch.journey}，阶段 ${touch.stage ?? '-'}，停滞 ${touch.stall ?? '-'}`;
      const end = touch.how === null ? '尚未结束' : chinese.touchEnds[touch.how];
      const because = touch.cancelledBecause === null ? '' : `（${chinese.because(touch.cancelledBecause)}）`;
      return `触达 ${touch.name}（${chinese.purposes[touch.purpose] ?? touch.purpose}，渠道 ${touch.via.join('、')}；${from}）：${end ?? touch.how}${because}。`;
    },
    notAsked: (isOver) => (isOver ? '从未询问策略。' : '尚未询问策略。'),
    verdict: (number) => `第 ${number} 次判断`,
    attempt: (attempt, number, cause) =>
      `第 ${number} 次尝试，渠道 ${attempt.channel ?? '-'}：${toldOf(attempt, inChinese, cause)}。`,
    turn: ({ channel, waiting }) => `正在排队等候：渠道 ${channel} 限速，共有 ${waiting} 个触达在等。`,
  },
} as const satisfies { readonly [language: string]: WhyWords };

interface AttemptWords {
  readonly underWay: string;
  readonly notSent: string;
  readonly comma: string;
  readonly word: (word: string) => string;
  readonly because: (text: string) => string;
  readonly inBrackets: (text: string) => string;
}

const inEnglish: AttemptWords = {
  underWay: 'under way',
  notSent: 'did not go out: ',
  comma: ', ',
  word: (word) => word.replaceAll('_', ' '),
  because: (text) => text,
  inBrackets: (text) => ` (${text})`,
};

const inChinese: AttemptWords = {
  underWay: '进行中',
  notSent: '未发出：',
  comma: '，',
  word: (word) => chinese.outcomes[word] ?? chinese.dispositions[word] ?? word,
  because: chinese.because,
  inBrackets: (text) => `（${text}）`,
};

function toldOf(
  { outcome, disposition, detail, notSentBecause }: AttemptRecord,
  { underWay, notSent, comma, word, because, inBrackets }: AttemptWords,
  cause: Cause,
): string {
  if (notSentBecause !== null) return notSent + because(cause(notSentBecause));
  const how =
    outcome === null
      ? underWay
      : [outcome, disposition].flatMap((told) => (told === null ? [] : [word(told)])).join(comma);
  return detail === null ? how : how + inBrackets(because(detail.replace(/\.$/, '')));
}

const endsInEnglish: { readonly [how: string]: string } = {
  sent: 'sent',
  failed: 'tried, and failed',
  unknown: 'handed over, and what became of it is unknown',
  dropped: 'not sent',
  cancelled: 'cancelled before it went out',
};
