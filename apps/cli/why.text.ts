import type { AttemptRecord, TouchRecord } from '#store';

/** What `tendril why` says around the words of the policy. */
interface WhyWords {
  readonly touch: (touch: TouchRecord) => string;
  readonly notAsked: string;
  readonly verdict: (number: number) => string;
  readonly attempt: (attempt: AttemptRecord, number: number) => string;
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
    notAsked: 'The policy has not been asked about it yet.',
    verdict: (number) => `Verdict ${number}`,
    attempt: (attempt, number) =>
      `Attempt ${number} by ${attempt.channel ?? '-'}: ${toldOf(attempt, 'under way', 'did not go out: ')}.`,
  },
  zh: {
    touch: (touch) => {
      const from =
        touch.journey === null
          ? '外部请求'
          : `旅程 ${touch.journey}，阶段 ${touch.stage ?? '-'}，停滞 ${touch.stall ?? '-'}`;
      const end = touch.how === null ? '尚未结束' : endsInChinese[touch.how];
      const because = touch.cancelledBecause === null ? '' : `（${touch.cancelledBecause}）`;
      return `触达 ${touch.name}（${purposesInChinese[touch.purpose] ?? touch.purpose}，渠道 ${touch.via.join('、')}；${from}）：${end ?? touch.how}${because}。`;
    },
    notAsked: '尚未询问策略。',
    verdict: (number) => `第 ${number} 次判断`,
    attempt: (attempt, number) =>
      `第 ${number} 次尝试，渠道 ${attempt.channel ?? '-'}：${toldOf(attempt, '进行中', '未发出：')}。`,
  },
} as const satisfies { readonly [language: string]: WhyWords };

function toldOf(
  { outcome, disposition, detail, notSentBecause }: AttemptRecord,
  open: string,
  notSent: string,
): string {
  if (notSentBecause !== null) return notSent + notSentBecause;
  const how = [outcome ?? open, disposition].filter((word) => word !== null).join(', ');
  return detail === null ? how : `${how} (${detail.replace(/\.$/, '')})`;
}

const endsInEnglish: { readonly [how: string]: string } = {
  sent: 'sent',
  failed: 'tried, and failed',
  unknown: 'handed over, and what became of it is unknown',
  dropped: 'not sent',
  cancelled: 'cancelled before it went out',
};

const endsInChinese: { readonly [how: string]: string } = {
  sent: '已发送',
  failed: '发送失败',
  unknown: '已交出，结果未知',
  dropped: '未发送',
  cancelled: '发送前已取消',
};

const purposesInChinese: { readonly [purpose: string]: string } = {
  service: '服务',
  transactional: '交易通知',
  marketing: '营销',
  collection: '催收',
};

export function isLanguage(text: string): text is keyof typeof whyWords {
  return Object.hasOwn(whyWords, text);
}
