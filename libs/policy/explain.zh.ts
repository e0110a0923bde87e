import type { Wording } from './explain.ts';
import type { Reason } from './verdict.ts';

const KINDS: { readonly [kind: string]: string } = {
  hours: '时段规则',
  cap: '次数上限',
  cooldown: '静默期',
  consent: '同意规则',
  suppress: '客户保护规则',
  holdout: '对照组',
};

export const chinese: Wording = {
  headline: (verdict, when) => {
    const rules = verdict.blockedBy.join('、');
    switch (verdict.kind) {
      case 'send':
        return `已通过 ${verdict.channel} 发送：${when(verdict.at)} 没有任何规则阻止。有效至 ${when(verdict.validUntil)}。`;
      case 'hold':
        return `${when(verdict.at)} 在 ${verdict.channel} 上暂缓，原因：${rules}。将于 ${when(verdict.until)} 重新判断。`;
      case 'human':
        return `${when(verdict.at)} 不走 ${verdict.channel}，转交人工，原因：${rules}。`;
      case 'drop':
        return `${when(verdict.at)} 未发送${verdict.channel === null ? '' : `（${verdict.channel}）`}，原因：${rules}。`;
    }
  },
  reason: (reason, when) => {
    const on = reason.channel === null ? '' : `（${reason.channel}）`;
    return `${subject(reason)}${on}：${answer(reason)}${count(reason)}${next(reason, when)}。`;
  },
  winner: (touch) => `名额给了更重要的触达 ${touch}。`,
  zones: (zones, iana) =>
    zones.length === 0 ? '时区：未知。' : `时区：${zones.join('、')}${iana === null ? '' : `（IANA 数据 ${iana}）`}。`,
  decidedBy: (policy) => `依据策略 ${policy.slice(0, 12)}。`,
};

function subject({ rule, kind }: Reason): string {
  switch (kind) {
    case 'useful-until':
      return '在触达仍有用的时间内没有允许的时刻';
    case 'stop':
      return `停止指令生效中 ${rule}`;
    case 'reach':
      return '策略回看的时间超出了联系记录的范围';
    case 'yield':
      return '预计有更重要的触达';
    case 'no-channel':
      return '没有剩余渠道';
    default:
      return `${KINDS[kind] ?? kind}“${rule}”`;
  }
}

function answer({ blocked, shadow, overriddenBy, kind }: Reason): string {
  if (overriddenBy !== undefined) return `本应阻止，但客户的“${overriddenBy}”优先`;
  if (shadow === true) return '本应阻止，目前仅报告';
  if (kind === 'reach') return '更早的联系未计入';
  return blocked ? '阻止' : '放行';
}

function count({ count: counted, limit, kind }: Reason): string {
  if (limit === null) return '';
  if (counted === null) return '，时区未知无法计数';
  return kind === 'cap' ? `，已用 ${counted}/${limit}` : counted === 0 ? '，没有此类情况' : `，${counted}/${limit}`;
}

function next({ blocked, nextAllowedAt }: Reason, when: (at: number) => string): string {
  if (nextAllowedAt !== null) return `，至 ${when(nextAllowedAt)}`;
  return blocked ? '，何时结束未知' : '';
}
