import { causeOf, causesOf, type Cause } from './cause.ts';
import type { Wording } from './explain.ts';
import type { Reason, Verdict } from './verdict.ts';

const KINDS: { readonly [kind: string]: string } = {
  hours: '时段规则',
  cap: '次数上限',
  cooldown: '静默期',
  consent: '同意规则',
  suppress: '客户保护规则',
  holdout: '对照组',
};

/** How long what blocks goes on where no instant is known. */
const ENDS: { readonly [kind: string]: string } = {
  consent: '，直至客户同意',
  suppress: '，直至标记解除',
  holdout: '，在对照组期间一直有效',
  stop: '，直至解除',
};

const OVERRIDES: { readonly [kind: string]: string } = {
  callback: '回拨请求',
  'direct consent': '直接同意',
  'agreed hours': '约定时段',
};

const LEVELS: { readonly [level: string]: string } = {
  everything: '全部',
  tenant: '租户',
  channel: '渠道',
  provider: '供应商',
  journey: '旅程',
  stage: '阶段',
  customer: '客户',
};

export const chinese: Wording = {
  headline: (verdict, when) => {
    const at = when(verdict.at);
    switch (verdict.kind) {
      case 'send':
        return `可通过 ${verdict.channel} 发送：${at} 没有任何规则阻止。有效至 ${when(verdict.validUntil)}。`;
      case 'hold': {
        const isStopped = causesOf(verdict).some(({ kind }) => kind === 'stop');
        const orSooner = isStopped ? '，或在停止指令解除时' : spread(verdict.spreadMs);
        return `${at} 在 ${verdict.channel} 上暂缓，原因：${causes(verdict)}。将于 ${when(verdict.until)}${orSooner}重新判断。`;
      }
      case 'human':
        return `${at} 不走 ${verdict.channel}，转交人工，原因：${causes(verdict)}。`;
      case 'drop':
        return `${at} 未发送${verdict.channel === null ? '' : `（${verdict.channel}）`}，原因：${whyDropped(verdict)}。`;
    }
  },
  cause: named,
  reason: (reason, when) => {
    const on = reason.channel === null ? '' : `（${reason.channel}）`;
    switch (reason.kind) {
      case 'useful-until':
        return `${reason.channel === null ? '触达已失去意义' : '在触达仍有用的时间内没有允许的时刻'}。`;
      case 'no-channel':
        return '没有剩余渠道。';
      case 'reach':
        return `策略回看的时间超出了联系记录的范围：更早的联系未计入${next(reason, when)}。`;
      case 'yield':
        return `预计有更重要的触达${on}：为其等待${next(reason, when)}。`;
      case 'stop':
        return `${named(causeOf(reason.rule))}${on}：阻止${next(reason, when)}。`;
      default:
        return `${KINDS[reason.kind] ?? reason.kind}“${reason.rule}”${on}：${answer(reason)}${count(reason)}${next(reason, when)}。`;
    }
  },
  winner: (touch, isKept) => `名额${isKept ? '留' : '给'}给了更重要的触达 ${touch}。`,
  calendarEnds: (calendar, until) => `日历“${calendar}”只到 ${until} 为止。`,
  zones: (zones, iana) =>
    zones.length === 0 ? '时区：未知。' : `时区：${zones.join('、')}${iana === null ? '' : `（IANA 数据 ${iana}）`}。`,
  decidedBy: (policy) => `依据策略 ${policy.slice(0, 12)}。`,
};

/** The hold ends for many at once. */
function spread(spreadMs = 0): string {
  return spreadMs === 0 ? ' ' : `（或其后 ${Math.ceil(spreadMs / 60_000)} 分钟内，重要者在先）`;
}

function whyDropped(verdict: Verdict): string {
  const rules = causes(verdict);
  const ends = verdict.blockedBy.includes('useful-until');
  if (rules === '') return ends ? '触达已失去意义' : '没有剩余渠道';
  return ends ? `${rules}，且在触达仍有用的时间内没有允许的时刻` : rules;
}

function causes(verdict: Verdict): string {
  return causesOf(verdict).map(named).join('、');
}

function named(cause: Cause): string {
  switch (cause.kind) {
    case 'rule':
      return cause.rule;
    case 'yield':
      return '预计有更重要的触达';
    case 'use is over':
      return '在触达仍有用的时间内没有允许的时刻';
    case 'no channel':
      return '没有剩余渠道';
    case 'stop':
      return `停止指令（${[LEVELS[cause.level] ?? cause.level, cause.target].filter((part) => part !== '').join(' ')}）`;
  }
}

function answer({ blocked, shadow, overriddenBy }: Reason): string {
  if (overriddenBy !== undefined) return `本应阻止，但客户的“${OVERRIDES[overriddenBy] ?? overriddenBy}”优先`;
  if (shadow === true) return '本应阻止，目前仅报告';
  return blocked ? '阻止' : '放行';
}

function count({ count: counted, limit, kind }: Reason): string {
  if (limit === null) return '';
  if (counted === null) return '，时区未知无法计数';
  if (kind === 'cap') return `，已用 ${counted}/${limit}`;
  return counted === 0 ? '，没有此类情况' : `，已发生 ${counted} 次，满 ${limit} 次即静默`;
}

function next({ kind, blocked, nextAllowedAt }: Reason, when: (at: number) => string): string {
  if (nextAllowedAt !== null) return `，至 ${when(nextAllowedAt)}`;
  return blocked ? (ENDS[kind] ?? '，何时结束未知') : '';
}
