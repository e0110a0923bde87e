import { describe, expect, it } from '@jest/globals';
import { definePolicy, resolvePolicy } from './resolve-policy.ts';
import { PolicyFaultsError } from './policy.error.ts';
import type { HolidayCalendar } from './holiday-calendar.ts';
import type { ContentRule } from './content-rule.ts';
import type { PolicySet } from './policy-set.ts';
import type { Rule } from './rule.ts';

const faultsOf = (rules: readonly unknown[], more: Partial<PolicySet> = {}): readonly string[] => {
  try {
    definePolicy({ name: 'p', rules: rules as readonly Rule[], ...more });
    return [];
  } catch (error) {
    return error instanceof PolicyFaultsError ? error.faults : [String(error)];
  }
};

const cap = { id: 'r', kind: 'cap', countOn: 'attempt', limit: 1, window: { rolling: '24h' }, onBlock: 'hold' };
const quiet = { id: 'r', kind: 'cooldown', after: ['refused'], for: { rolling: '30d' }, onBlock: 'hold' };
const hours = { id: 'r', kind: 'hours', allowed: [{ from: '09:00', to: '20:00' }], onBlock: 'hold' };

describe('a rule with a fault is refused with a sentence', () => {
  it.each([
    { rule: { ...cap, limit: 0 }, fault: 'has a cap of 0' },
    { rule: { ...cap, limit: 1.5 }, fault: 'has the limit 1.5. A limit is a whole number from 1.' },
    {
      rule: { ...cap, window: { rolling: '24' } },
      fault: 'has `window` of "24" without a unit. Write 90m, 24h or 7d.',
    },
    { rule: { ...cap, window: { rolling: 86400 } }, fault: 'has `window` of 86400 without a unit.' },
    {
      rule: { ...cap, window: { rolling: '1 day' } },
      fault: 'has `window` of "1 day", which is no length of time. Write 90m, 24h or 7d.',
    },
    { rule: { ...cap, window: {} }, fault: 'does not say what its `window` means.' },
    { rule: { ...cap, window: { rolling: '24h', calendarDays: 1 } }, fault: 'does not say what its `window` means.' },
    {
      rule: { ...cap, window: { calendarDays: 0 } },
      fault: 'has `window` of 0 calendar days. Use a whole number from 1.',
    },
    { rule: { ...cap, window: { rolling: '4000d' } }, fault: 'has `window` of more than ten years' },
    { rule: { ...cap, window: { calendarDays: 4_000 } }, fault: 'has `window` of more than ten years' },
    { rule: { ...cap, limit: undefined }, fault: 'has no limit. A limit is a whole number from 1.' },
    { rule: { ...cap, countOn: 'answered' }, fault: 'counts on nothing known.' },
    { rule: { ...cap, subject: 'household' }, fault: 'counts by "household".' },
    { rule: { ...cap, onBlock: 'wait' }, fault: 'does not say what happens when it blocks.' },
    { rule: { ...cap, purposes: ['sales'] }, fault: 'knows no purpose "sales".' },
    { rule: { ...cap, channels: [] }, fault: 'has an empty list of channels.' },
    {
      rule: { ...cap, overriddenBy: ['callbak'] },
      fault: 'is overridden by "callbak", which no customer can give. Use callback, direct consent, agreed hours.',
    },
    { rule: { ...quiet, after: [] }, fault: 'cools down after nothing.' },
    { rule: { ...quiet, after: ['rejected'] }, fault: 'knows no ending "rejected".' },
    {
      rule: { ...quiet, times: 2, within: { calendarDays: 30 } },
      fault: "has `within` in calendar days. Write it as { rolling: '30d' }.",
    },
    { rule: { ...quiet, times: 2 }, fault: 'wants 2 endings but not within which time.' },
    { rule: { ...quiet, after: ['ignored', 'refused'] }, fault: 'mixes `ignored` with other endings.' },
    { rule: { ...hours, allowed: [] }, fault: 'allows no hour at all.' },
    { rule: { ...hours, allowed: [{ from: '9:00', to: '20:00' }] }, fault: 'has the time of day "9:00".' },
    { rule: { ...hours, allowed: [{ from: '09:00', to: '25:00' }] }, fault: 'has the time of day "25:00".' },
    { rule: { ...hours, allowed: [{ from: '09:00', to: '20:00', days: [0] }] }, fault: 'has the day 0.' },
    { rule: { ...hours, calendar: 'cn' }, fault: 'names the calendar "cn", which the policy does not have.' },
    { rule: { id: 'r', kind: 'suppress', flags: [], onBlock: 'drop' }, fault: 'names no flag' },
    { rule: { id: 'r', kind: 'holdout', percent: 0, salt: 's', onBlock: 'drop' }, fault: 'holds out 0 percent.' },
    { rule: { id: 'r', kind: 'holdout', percent: 5, salt: 's', onBlock: 'hold' }, fault: 'must drop' },
    { rule: { id: 'r', kind: 'holdout', percent: 5, salt: 's' }, fault: 'must drop' },
    { rule: { id: 'r', kind: 'consent', needs: 'maybe', onBlock: 'drop' }, fault: 'needs "maybe".' },
    { rule: { id: 'r', kind: 'quota', onBlock: 'drop' }, fault: 'has the unknown kind "quota".' },
  ])('$fault', ({ rule, fault }) => {
    expect(faultsOf([rule])).toEqual([expect.stringContaining(`Policy "p": rule "r" ${fault}`)]);
  });

  const content = { id: 'c', kind: 'way out', anyOf: { en: ['STOP'] } };
  it.each([
    { rule: { ...content, anyOf: {} }, fault: 'asks for a phrase but lists none' },
    { rule: { ...content, anyOf: { en: [] } }, fault: 'lists no phrase in "en"' },
    { rule: { ...content, anyOf: { en: ['STOP', ' '] } }, fault: 'asks for " ", which has no letter.' },
    { rule: { id: 'c', kind: 'disclosure' }, fault: 'asks for a phrase but lists none' },
    { rule: { id: 'c', kind: 'forbidden' }, fault: 'forbids no word.' },
    { rule: { id: 'c', kind: 'forbidden', words: ['risk-free', ''] }, fault: 'forbids "", which has no letter.' },
    { rule: { id: 'c', kind: 'variables' }, fault: 'does not say which variables it allows.' },
    { rule: { id: 'c', kind: 'variables', allowed: [' '] }, fault: 'allows a variable without a name.' },
    { rule: { id: 'c', kind: 'emoji' }, fault: 'has the unknown kind "emoji".' },
    { rule: { ...content, purposes: ['marketng'] }, fault: 'knows no purpose "marketng".' },
    { rule: { ...content, channels: [] }, fault: 'has an empty list of channels.' },
  ])('a rule on texts: $fault', ({ rule, fault }) => {
    expect(faultsOf([], { content: [rule as unknown as ContentRule] })).toEqual([
      expect.stringContaining(`Policy "p": content rule "c" ${fault}`),
    ]);
  });

  it('all faults come at once', () => {
    expect(
      faultsOf([
        { ...cap, limit: 0, onBlock: 'x' },
        { ...quiet, after: [] },
      ]).length,
    ).toBe(4);
  });

  it('hours that contradict each other are named with the purpose and channel that never opens', () => {
    const night = { ...hours, id: 'night', allowed: [{ from: '21:00', to: '08:00' }] };
    expect(faultsOf([hours, night])).toEqual([
      'Policy "p": the hours of "r", "night" contradict each other: service by any other channel is never open. Widen one.',
    ]);
  });

  it.each([
    { situation: 'open on holidays alone', others: 'only', contradict: false },
    { situation: 'one on holidays alone, the other never on these', others: 'closed', contradict: true },
  ])('$situation: do they contradict each other? $contradict', ({ others, contradict }) => {
    const on = (id: string, onHolidays: string) => ({
      ...hours,
      id,
      calendar: 'cn',
      allowed: [{ from: '09:00', to: '20:00', onHolidays }],
    });
    const faults = faultsOf([on('a', 'only'), on('b', others)], { calendars: { cn: { days: ['2026-10-01'] } } });
    expect(faults).toHaveLength(contradict ? 1 : 0);
  });

  it.each<{ calendar: Partial<HolidayCalendar>; fault: string }>([
    { calendar: {}, fault: 'has no list of days. Give it days: ["2026-10-01"].' },
    { calendar: { days: ['2026-02-30'] }, fault: 'has the day "2026-02-30". Write YYYY-MM-DD, and a day that exists.' },
    { calendar: { days: [], until: '2026' }, fault: 'has the day "2026". Write YYYY-MM-DD, and a day that exists.' },
    {
      calendar: { days: [], from: '2026-01-01', until: '2025-12-31' },
      fault: 'ends on 2025-12-31, before it begins on 2026-01-01. Exchange from and until.',
    },
    {
      calendar: { days: ['2027-01-01'], until: '2026-12-31' },
      fault: 'has the day 2027-01-01, but knows only … to 2026-12-31. Say from or until, which widen it.',
    },
  ])('a calendar that $fault', ({ calendar, fault }) => {
    expect(faultsOf([], { calendars: { cn: calendar as HolidayCalendar } })).toEqual([
      `Policy "p": calendar "cn" ${fault}`,
    ]);
  });
});

describe('sets together', () => {
  const sha = (text: string): string => `${text.length}`;

  it('the same rule in two sets counts once', () => {
    const sets = ['a', 'b'].map((name) => ({ name, rules: [cap as Rule] }));
    expect(resolvePolicy(sets, sha).rules).toEqual([cap]);
  });

  it('two rules under one name are refused', () => {
    const sets = [
      { name: 'a', rules: [cap as Rule] },
      { name: 'b', rules: [{ ...cap, limit: 2 } as Rule] },
    ];
    expect(() => resolvePolicy(sets, sha)).toThrow(
      'Policies "a" and "b" both have a rule "r", each another. Rename one.',
    );
  });

  it('a set written from memory stays off until somebody switches it on', () => {
    const origin = { number: '1', source: 's', asOf: '2026-01-01', confidence: 'm', notes: '' } as const;
    const set: PolicySet = { name: 'a', origin, rules: [cap as Rule] };
    expect(resolvePolicy([set], sha).rules).toEqual([]);
    expect(resolvePolicy([{ ...set, enabled: true }], sha).rules).toEqual([cap]);
  });
});
