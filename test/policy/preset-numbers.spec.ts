import { describe, expect, it } from '@jest/globals';
import { checkContent, decide, presetNamed, presets, resolvePolicy } from '#policy';
import type { ConsentWord, Ledger, Policy } from '#policy';
import { conservativeRows } from './conservative.table.ts';
import { at, contact, customer, sha256, touch } from './policy.builder.ts';
import { rows } from './preset.table.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const SHANGHAI = 8 * 60 * MINUTE;

type Purpose = 'marketing' | 'service' | 'collection';

/** From and to on the customer's clock: open at the first, closed at the second. */
const hours: readonly (readonly [rule: string, purpose: Purpose, channel: string, from: string, to: string])[] = [
  ['cn-collection.night', 'collection', 'sms', '08:00', '22:00'],
  ['cn-collection.night', 'collection', 'call', '08:00', '22:00'],
  ['cn-carrier.voice-hours', 'service', 'call', '09:00', '21:00'],
  ['cn-carrier.sms-hours', 'marketing', 'sms', '08:00', '21:00'],
  ['us-reg-f.hours', 'collection', 'call', '08:00', '21:00'],
  ['us-tcpa-marketing.hours', 'marketing', 'call', '08:00', '21:00'],
  ['us-florida.hours', 'marketing', 'call', '08:00', '20:00'],
  ['uk-fca.reasonable-times', 'collection', 'call', '08:00', '21:00'],
  ['in-rbi.hours', 'collection', 'call', '08:00', '19:00'],
  ['in-trai.hours', 'marketing', 'sms', '10:00', '21:00'],
  ['conservative.marketing-call-hours', 'marketing', 'call', '09:00', '20:00'],
  ['conservative.call-hours', 'collection', 'call', '08:00', '21:00'],
  ['conservative.call-hours', 'service', 'call', '08:00', '21:00'],
  ['conservative.marketing-message-hours', 'marketing', 'wechat', '08:00', '21:00'],
  ['conservative.collection-message-hours', 'collection', 'sms', '08:00', '21:00'],
];

/** So many go in so long, and no more. `back`: how long ago one still counts; at noon, where days are calendar days. */
const caps: readonly (readonly [rule: string, purpose: Purpose, channel: string, limit: number, back: number])[] = [
  ['cn-collection.three-connected-a-day', 'collection', 'call', 3, 12 * 60 * MINUTE],
  ['cn-carrier.sms-10-in-24h', 'marketing', 'sms', 10, DAY - MINUTE],
  ['cn-carrier.call-1-a-minute', 'service', 'call', 1, MINUTE - 1],
  ['cn-carrier.calls-5-an-hour', 'service', 'call', 5, 59 * MINUTE],
  ['cn-carrier.calls-20-in-24h', 'service', 'call', 20, DAY - MINUTE],
  ['us-reg-f.seven-in-seven', 'collection', 'call', 7, 6.5 * DAY],
  ['us-florida.three-in-24h', 'marketing', 'call', 3, DAY - MINUTE],
  ['conservative.service-a-day', 'service', 'sms', 3, DAY - MINUTE],
  ['conservative.collection-a-day', 'collection', 'sms', 2, DAY - MINUTE],
  ['conservative.collection-in-7-days', 'collection', 'sms', 7, 7 * DAY - MINUTE],
  ['conservative.marketing-call-in-3-days', 'marketing', 'call', 1, 3 * DAY - MINUTE],
  ['conservative.marketing-calls-in-7-days', 'marketing', 'call', 2, 7 * DAY - MINUTE],
  ['conservative.marketing-a-day', 'marketing', 'email', 1, 12 * 60 * MINUTE],
];

const consents: readonly (readonly [rule: string, purpose: Purpose, channel: string, silence: boolean])[] = [
  ['cn-sms.consent', 'marketing', 'sms', false],
  ['cn-call-centre.consent', 'marketing', 'call', false],
  ['us-tcpa-marketing.consent', 'marketing', 'call', false],
  ['conservative.marketing-consent', 'marketing', 'push', false],
  ['cn-pipl-24.refusal', 'marketing', 'push', true],
  ['eu-gdpr-21.objection', 'marketing', 'email', true],
  ['conservative.objection', 'collection', 'sms', true],
  ['conservative.objection', 'service', 'call', true],
];

const texts: readonly (readonly [rule: string, purpose: Purpose, channel: string, unfit: string, fit: string])[] = [
  ['cn-sms.way-out', 'marketing', 'sms', '新优惠。', '新优惠，退订回T。'],
  ['cn-pipl-24.easy-refusal', 'marketing', 'push', '新优惠。', '新优惠，可在设置中关闭推送。'],
  ['conservative.way-out', 'marketing', 'wechat', '新优惠。', '新优惠，回复退订即可不再接收。'],
  ['conservative.automated-call', 'collection', 'call', '您好，您有账单。', '您好，这是自动语音来电。'],
  ['conservative.no-false-promises', 'marketing', 'email', '无风险，退订', '有风险，退订'],
  ['conservative.no-threats', 'collection', 'sms', '否则坐牢。', '请付款。'],
  ['conservative.variables', 'service', 'sms', '尊敬的{name}', '金额{amount}'],
];

describe('the numbers of the presets', () => {
  it.each(hours)('%s: %s by %s goes from %s to %s', (rule, purpose, channel, from, to) => {
    const answered = (clock: string, minutes: number): boolean =>
      blocks(rule, { purpose, channel, when: at(`2026-05-13 ${clock}`) - SHANGHAI + minutes * MINUTE });
    expect([answered(from, -1), answered(from, 0), answered(to, -1), answered(to, 0)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it.each(caps)('%s: %s by %s, %i times', (rule, purpose, channel, limit, back) => {
    const when = at('2026-05-13 04:00');
    const after = (times: number, ago: number): boolean => {
      const one = { purpose, channel, at: when - ago, outcome: 'connected' as const };
      const ledger = Array.from({ length: times }, (_, nth) => contact('2026-05-01 00:00', { ...one, id: `e${nth}` }));
      return blocks(rule, { purpose, channel, when, ledger });
    };
    expect([after(limit, back), after(limit - 1, back), after(limit, back + MINUTE)]).toEqual([true, false, false]);
  });

  it.each(consents)('%s: %s by %s, and whether silence is enough: %s', (rule, purpose, channel, silence) => {
    const when = at('2026-05-13 04:00');
    const word = (given: boolean) => ({ at: when - DAY, purpose, channel, given, basis: null });
    const answers = [[], [word(true)], [word(false)]].map((said) => blocks(rule, { purpose, channel, when, said }));
    expect(answers).toEqual([!silence, false, true]);
  });

  it.each(texts)('%s: in %s by %s not "%s", but "%s"', (rule, purpose, channel, unfit, fit) => {
    const faultsOf = (text: string) => {
      const variables = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      return checkContent({ purpose, channel, language: 'zh', text, variables }, policyOf(rule)).map((one) => one.rule);
    };
    expect(faultsOf(unfit)).toContain(rule);
    expect(faultsOf(fit)).not.toContain(rule);
  });

  it('every rule of every preset is held against one of the tables', () => {
    const told = [...hours, ...caps, ...consents, ...texts].map(([rule]) => rule);
    const answers = [...rows, ...conservativeRows].map(({ answer }) => answer).join();
    const ids = presets.flatMap(({ rules, content = [] }) => [...rules, ...content].map(({ id }) => id));
    expect(ids.filter((id) => !told.includes(id) && !answers.includes(id))).toEqual([]);
  });
});

interface Asked {
  readonly purpose: Purpose;
  readonly channel: string;
  readonly when: number;
  readonly ledger?: Ledger;
  readonly said?: readonly ConsentWord[];
}

/** Does this very rule stand against it, whatever else does? */
function blocks(rule: string, { purpose, channel, when, ledger = [], said }: Asked): boolean {
  const profile = customer(['Asia/Shanghai'], said === undefined ? {} : { consents: said });
  const verdict = decide(touch({ purpose, channels: [channel] }), ledger, profile, policyOf(rule), when);
  const reason = verdict.reasons.find((one) => one.rule === rule);
  if (reason === undefined) throw new Error(`"${rule}" did not look at ${purpose} by ${channel}.`);
  return reason.blocked;
}

function policyOf(rule: string): Policy {
  const preset = presetNamed(rule.slice(0, rule.indexOf('.')));
  return resolvePolicy(preset === null ? [] : [preset], sha256);
}
