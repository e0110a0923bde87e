import { describe, expect, it } from '@jest/globals';
import { ianaVersion } from '#clock';
import { arbitrate, explain } from '#policy';
import type { LedgerEntry, Policy, PolicySet, Profile, Rule, TouchRequest } from '#policy';
import { at, contact, customer, policyOf, touch } from './policy.builder.ts';

const NOON = at('2026-05-11 12:00');
const CAP: Rule = { id: 'cap', kind: 'cap', countOn: 'attempt', limit: 1, window: { rolling: '24h' }, onBlock: 'hold' };
const QUIET: Rule = { id: 'quiet', kind: 'cooldown', after: ['refused'], for: { rolling: '30d' }, onBlock: 'hold' };
const CONSENT: Rule = { id: 'consent', kind: 'consent', onBlock: 'drop' };
const HELD_OUT: Rule = { id: 'out', kind: 'holdout', percent: 100, salt: 's', onBlock: 'drop' };
const HOURS: Rule = { id: 'hours', kind: 'hours', allowed: [{ from: '13:00', to: '20:00' }], onBlock: 'hold' };
const FLAGGED: Rule = { id: 'flag', kind: 'suppress', flags: ['overdue'], onBlock: 'hold' };
const WORKDAYS: Rule = {
  ...{ id: 'workdays', kind: 'hours', calendar: 'cn', onBlock: 'hold' },
  allowed: [{ from: '00:00', to: '24:00', onHolidays: 'closed' }],
};
const sent = contact('2026-05-11 08:00');
const refused = contact('2026-05-10 08:00', { outcome: 'conversation', disposition: 'refused' });

interface Told {
  readonly verdict: string;
  readonly rules: readonly Rule[];
  readonly set?: Partial<PolicySet>;
  readonly ledger?: readonly LedgerEntry[];
  readonly profile?: Partial<Profile>;
  readonly more?: Partial<TouchRequest>;
  readonly expected?: readonly TouchRequest[];
  readonly en: readonly string[];
  readonly zh: readonly string[];
}

const stops = [{ level: 'channel', target: 'call' }] as const;
const overrides = [{ kind: 'callback', from: 0, to: null }] as const;
const service = touch({ id: 's', class: 'service', plannedAt: NOON + 3_600_000, usefulUntil: NOON + 86_400_000 });

describe('a verdict in plain words', () => {
  it.each<Told>([
    {
      verdict: 'a send, although a rule would block',
      rules: [{ ...CAP, overriddenBy: ['callback'] }],
      ledger: [sent],
      profile: { overrides },
      en: [
        'May go out by call: nothing stands against it at 2026-05-11 12:00 UTC. Good until 2026-05-12 12:00 UTC.',
        '- the cap "cap" on call: would block, but the customer\'s callback stands above it, 1 of 1 used.',
      ],
      zh: [
        '可通过 call 发送：2026-05-11 12:00 UTC 没有任何规则阻止。有效至 2026-05-12 12:00 UTC。',
        '- 次数上限“cap”（call）：本应阻止，但客户的“回拨请求”优先，已用 1/1。',
      ],
    },
    {
      verdict: 'a hold by a stop',
      rules: [],
      profile: { stops },
      en: [
        'Held on call at 2026-05-11 12:00 UTC because of a stop of channel call. Looked at again at 2026-05-14 00:00 UTC, or when the stop is lifted.',
        '- a stop of channel call on call: blocks, until it is lifted.',
      ],
      zh: [
        '2026-05-11 12:00 UTC 在 call 上暂缓，原因：停止指令（渠道 call）。将于 2026-05-14 00:00 UTC，或在停止指令解除时重新判断。',
        '- 停止指令（渠道 call）（call）：阻止，直至解除。',
      ],
    },
    {
      verdict: 'a send, with a rule that only reports',
      rules: [{ ...FLAGGED, shadow: true }],
      profile: { flags: [{ flag: 'overdue', from: 0, to: null }] },
      en: [
        'May go out by call: nothing stands against it at 2026-05-11 12:00 UTC. Good until 2026-05-12 12:00 UTC.',
        '- the protection "flag" on call: would have blocked, but only reports, until the flag is lowered.',
      ],
      zh: [
        '可通过 call 发送：2026-05-11 12:00 UTC 没有任何规则阻止。有效至 2026-05-12 12:00 UTC。',
        '- 客户保护规则“flag”（call）：本应阻止，目前仅报告，直至标记解除。',
      ],
    },
    {
      verdict: 'a hold until hours open for everybody',
      rules: [HOURS],
      set: { spreadsOver: '10m' },
      en: [
        'Held on call at 2026-05-11 12:00 UTC because of hours. Looked at again at 2026-05-11 13:00 UTC or up to 10 min later, the more important sooner.',
        '- the hours "hours" on call: blocks, until 2026-05-11 13:00 UTC.',
      ],
      zh: [
        '2026-05-11 12:00 UTC 在 call 上暂缓，原因：hours。将于 2026-05-11 13:00 UTC（或其后 10 分钟内，重要者在先）重新判断。',
        '- 时段规则“hours”（call）：阻止，至 2026-05-11 13:00 UTC。',
      ],
    },
    {
      verdict: 'a drop, because nobody knows of later holidays',
      rules: [WORKDAYS],
      set: { calendars: { cn: { days: [], until: '2026-05-10' } } },
      en: [
        'Not sent by call at 2026-05-11 12:00 UTC because of workdays, with no allowed moment left while it is useful.',
        '- the hours "workdays" on call: blocks, with no end that is known. The calendar "cn" knows of no day after 2026-05-10.',
        '- No allowed moment is left while it is useful.',
      ],
      zh: [
        '2026-05-11 12:00 UTC 未发送（call），原因：workdays，且在触达仍有用的时间内没有允许的时刻。',
        '- 时段规则“workdays”（call）：阻止，何时结束未知。日历“cn”只到 2026-05-10 为止。',
        '- 在触达仍有用的时间内没有允许的时刻。',
      ],
    },
    {
      verdict: 'a hold by what a person has refused',
      rules: [QUIET],
      ledger: [refused],
      more: { usefulUntil: at('2026-07-01 00:00') },
      en: [
        'Held on call at 2026-05-11 12:00 UTC because of quiet. Looked at again at 2026-06-09 08:00 UTC.',
        '- the quiet time "quiet" on call: blocks, 1 of the kind happened and 1 would do, until 2026-06-09 08:00 UTC.',
      ],
      zh: [
        '2026-05-11 12:00 UTC 在 call 上暂缓，原因：quiet。将于 2026-06-09 08:00 UTC 重新判断。',
        '- 静默期“quiet”（call）：阻止，已发生 1 次，满 1 次即静默，至 2026-06-09 08:00 UTC。',
      ],
    },
    {
      verdict: 'a hold for a more important touch',
      rules: [CAP],
      expected: [service],
      en: [
        'Held on call at 2026-05-11 12:00 UTC because of a more important touch that is expected. Looked at again at 2026-05-11 13:00 UTC.',
        'The slot is kept for s, which is more important.',
        '- the cap "cap" on call: lets it pass, 0 of 1 used.',
        '- A more important touch is expected on call: this one waits for it, until 2026-05-11 13:00 UTC.',
      ],
      zh: [
        '2026-05-11 12:00 UTC 在 call 上暂缓，原因：预计有更重要的触达。将于 2026-05-11 13:00 UTC 重新判断。',
        '名额留给了更重要的触达 s。',
        '- 次数上限“cap”（call）：放行，已用 0/1。',
        '- 预计有更重要的触达（call）：为其等待，至 2026-05-11 13:00 UTC。',
      ],
    },
    {
      verdict: 'a person',
      rules: [{ ...CAP, onBlock: 'human' }],
      ledger: [sent],
      en: [
        'Handed to a human instead of call at 2026-05-11 12:00 UTC because of cap.',
        '- the cap "cap" on call: blocks, 1 of 1 used, until 2026-05-12 08:00 UTC.',
      ],
      zh: [
        '2026-05-11 12:00 UTC 不走 call，转交人工，原因：cap。',
        '- 次数上限“cap”（call）：阻止，已用 1/1，至 2026-05-12 08:00 UTC。',
      ],
    },
    {
      verdict: 'a drop for want of consent',
      rules: [CONSENT],
      profile: { consents: [] },
      en: [
        'Not sent by call at 2026-05-11 12:00 UTC because of consent.',
        '- the consent "consent" on call: blocks, until the customer allows it.',
      ],
      zh: ['2026-05-11 12:00 UTC 未发送（call），原因：consent。', '- 同意规则“consent”（call）：阻止，直至客户同意。'],
    },
    {
      verdict: 'a drop of who is held out',
      rules: [HELD_OUT],
      en: [
        'Not sent by call at 2026-05-11 12:00 UTC because of out.',
        '- the holdout "out" on call: blocks, for as long as the holdout lasts.',
      ],
      zh: ['2026-05-11 12:00 UTC 未发送（call），原因：out。', '- 对照组“out”（call）：阻止，在对照组期间一直有效。'],
    },
    {
      verdict: 'a drop, because the use ends first',
      rules: [HOURS],
      more: { usefulUntil: NOON + 60_000 },
      en: [
        'Not sent by call at 2026-05-11 12:00 UTC because of hours, with no allowed moment left while it is useful.',
        '- the hours "hours" on call: blocks, until 2026-05-11 13:00 UTC.',
        '- No allowed moment is left while it is useful.',
      ],
      zh: [
        '2026-05-11 12:00 UTC 未发送（call），原因：hours，且在触达仍有用的时间内没有允许的时刻。',
        '- 时段规则“hours”（call）：阻止，至 2026-05-11 13:00 UTC。',
        '- 在触达仍有用的时间内没有允许的时刻。',
      ],
    },
    {
      verdict: 'a drop, because it is too late',
      rules: [HOURS],
      more: { usefulUntil: NOON - 1 },
      en: ['Not sent at 2026-05-11 12:00 UTC: it is useful no longer.', '- It is useful no longer.'],
      zh: ['2026-05-11 12:00 UTC 未发送，原因：触达已失去意义。', '- 触达已失去意义。'],
    },
    {
      verdict: 'a drop, because there is no channel',
      rules: [HOURS],
      more: { channels: [] },
      en: ['Not sent at 2026-05-11 12:00 UTC: no channel is left.', '- No channel is left.'],
      zh: ['2026-05-11 12:00 UTC 未发送，原因：没有剩余渠道。', '- 没有剩余渠道。'],
    },
  ])('$verdict', ({ rules, set = {}, ledger = [], profile = {}, more = {}, expected = [], en, zh }) => {
    const policy: Policy = policyOf(rules, { yieldsWithin: '24h', ...set });
    const request = touch({ plannedAt: NOON, usefulUntil: at('2026-05-14 00:00'), ...more });
    const [verdict] = arbitrate([request], ledger, customer(['UTC'], profile), policy, NOON, expected);
    const decidedBy = policy.hash.slice(0, 12);
    expect(verdict && explain(verdict, 'en', policy)).toEqual([
      ...en,
      `Time zone: UTC, by IANA data ${ianaVersion()}.`,
      `Decided by policy ${decidedBy}.`,
    ]);
    expect(verdict && explain(verdict, 'zh', policy)).toEqual([
      ...zh,
      `时区：UTC（IANA 数据 ${ianaVersion()}）。`,
      `依据策略 ${decidedBy}。`,
    ]);
  });

  it('does not take the end of a calendar for the reason where no zone is known', () => {
    const policy = policyOf([WORKDAYS], { calendars: { cn: { days: [], until: '2027-12-31' } } });
    const request = touch({ plannedAt: NOON, usefulUntil: at('2026-05-14 00:00') });
    const [verdict] = arbitrate([request], [], customer([]), policy, NOON);
    expect(verdict && explain(verdict, 'en', policy)).toEqual(
      expect.arrayContaining([
        '- the hours "workdays" on call: blocks, with no end that is known.',
        expect.stringMatching(/^Time zone: unknown\./),
      ]),
    );
  });
});
