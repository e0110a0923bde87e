import { describe, expect, it } from '@jest/globals';
import { decide } from '#policy';
import type { ConsentWord, LedgerEntry, PolicySet, Profile, Rule, Verdict } from '#policy';
import { at, contact, customer, line, minute, policyOf, said, touch } from './policy.builder.ts';

const CAP: Rule = { id: 'cap', kind: 'cap', countOn: 'attempt', limit: 1, window: { rolling: '24h' }, onBlock: 'hold' };
const HOURS: Rule = { id: 'hours', kind: 'hours', allowed: [{ from: '09:00', to: '20:00' }], onBlock: 'hold' };
const FLAGGED: Rule = { id: 'flag', kind: 'suppress', flags: ['overdue'], onBlock: 'hold' };
const CONSENT: Rule = { id: 'consent', kind: 'consent', onBlock: 'drop' };
const NOON = at('2026-05-11 12:00');
const useful = { usefulUntil: at('2026-05-14 00:00') };
const before = [contact('2026-05-11 08:00')];

const ask = (
  rules: readonly Rule[],
  given: {
    ledger?: readonly LedgerEntry[];
    profile?: Partial<Profile>;
    more?: Parameters<typeof touch>[0];
    when?: number;
  } = {},
  set: Partial<PolicySet> = {},
): Verdict =>
  decide(
    touch({ ...useful, ...given.more }),
    given.ledger ?? [],
    customer(['UTC'], given.profile),
    policyOf(rules, set),
    given.when ?? NOON,
  );

describe('what a verdict says', () => {
  it.each([
    { situation: 'nothing stands against it', rules: [CAP, HOURS], answer: 'send call' },
    {
      situation: 'drop is stronger than hold',
      rules: [CAP, { ...FLAGGED, onBlock: 'drop' as const }],
      given: { ledger: before, profile: { flags: [{ flag: 'overdue', from: 0, to: null }] } },
      answer: 'drop call (cap, flag)',
    },
    {
      situation: 'hold is stronger than a human',
      rules: [CAP, { ...HOURS, allowed: [{ from: '13:00', to: '20:00' }], onBlock: 'human' as const }],
      given: { ledger: before },
      answer: 'hold call until 2026-05-12 08:00 (cap, hours)',
    },
    {
      situation: 'only what asks for a human blocks',
      rules: [{ ...CAP, onBlock: 'human' as const }],
      given: { ledger: before },
      answer: 'human call (cap)',
    },
    ...[
      {
        situation: 'tasks are stopped',
        answer: 'hold task until 2026-05-14 00:00 (cap, stop:channel:task)',
        stop: 'task',
      },
      { situation: 'another channel is stopped', answer: 'human call (cap)', stop: 'sms' },
    ].map(({ stop, ...row }) => ({
      ...row,
      rules: [{ ...CAP, onBlock: 'human' as const }],
      given: { ledger: before, profile: { stops: [{ level: 'channel' as const, target: stop }] } },
    })),
    ...[
      { onBlock: 'hold' as const, answer: 'hold task until 2026-05-12 10:00 (cap, tasks)' },
      { onBlock: 'next' as const, answer: 'hold task until 2026-05-12 10:00 (cap, tasks)' },
      { onBlock: 'drop' as const, answer: 'drop task (cap, tasks)' },
      { onBlock: 'human' as const, answer: 'human call (cap)' },
    ].map(({ onBlock, answer }) => ({
      situation: `a person has no time by a rule on tasks that says ${onBlock}`,
      rules: [
        { ...CAP, channels: ['call'], onBlock: 'human' as const },
        { ...CAP, id: 'tasks', channels: ['task'], onBlock },
      ],
      given: { ledger: [...before, contact('2026-05-11 10:00', { channel: 'task' })] },
      answer,
    })),
    {
      situation: 'the next channel is tried',
      rules: [{ ...CAP, channels: ['call'], onBlock: 'next' as const }],
      given: { ledger: before, more: { channels: ['call', 'sms'] } },
      answer: 'send sms',
    },
    {
      situation: 'without a next channel it waits',
      rules: [{ ...CAP, onBlock: 'next' as const }],
      given: { ledger: before, more: { channels: ['sms', 'call'] } },
      answer: 'hold call until 2026-05-12 08:00 (cap)',
    },
    { situation: 'no channel is left', rules: [], given: { more: { channels: [] } }, answer: 'drop (no-channel)' },
    {
      situation: 'an instant that is none fails closed',
      rules: [],
      given: { when: NaN },
      answer: 'drop (useful-until)',
    },
    {
      situation: 'a shadow rule only reports',
      rules: [{ ...CAP, shadow: true as const }],
      given: { ledger: before },
      answer: 'send call',
    },
    {
      situation: 'a callback the customer asked for stands above the cap',
      rules: [{ ...CAP, overriddenBy: ['callback'] }],
      given: { ledger: before, profile: { overrides: [{ kind: 'callback', from: 0, to: null }] } },
      answer: 'send call',
    },
    {
      situation: 'the hold ends when an override begins',
      rules: [{ ...CAP, overriddenBy: ['callback'] }],
      given: { ledger: before, profile: { overrides: [{ kind: 'callback', from: NOON + 60_000, to: null }] } },
      answer: 'hold call until 2026-05-11 12:01 (cap)',
    },
    {
      situation: 'a callback that is wanted on another channel overrides nothing here',
      rules: [{ ...CAP, overriddenBy: ['callback'] }],
      given: {
        ledger: before,
        profile: { overrides: [{ kind: 'callback', channel: 'sms', from: 0, to: null }] },
      },
      answer: 'hold call until 2026-05-12 08:00 (cap)',
    },
    {
      situation: 'a rule for another journey does not look',
      rules: [{ ...CAP, journeys: ['j-2'] }],
      given: { ledger: before },
      answer: 'send call',
    },
    {
      situation: 'a journey may tighten',
      rules: [],
      given: { ledger: before, more: { tightenedBy: [CAP] } },
      answer: 'hold call until 2026-05-12 08:00 (cap)',
    },
    {
      situation: 'an unconfirmed consent is none where two are asked',
      rules: [{ ...CONSENT, confirmed: true as const }],
      answer: 'drop call (consent)',
    },
    ...[
      { situation: 'a confirmed one is', words: ['yes', 'confirmed'], answer: 'send call' },
      { situation: 'a confirmation stays when the consent is given anew', words: ['yes', 'confirmed', 'yes'] },
      { situation: 'a confirmation on one channel is enough for a consent to all', words: ['yes', 'confirmed call'] },
      { situation: 'a confirmation without a consent is none', words: ['confirmed'], answer: 'drop call (consent)' },
      {
        situation: 'a withdrawal takes the confirmation with it',
        words: ['yes', 'confirmed', 'no', 'yes'],
        answer: 'drop call (consent)',
      },
      {
        situation: 'a confirmation after the withdrawal revives nothing',
        words: ['yes', 'no', 'confirmed'],
        answer: 'drop call (consent)',
      },
      {
        situation: 'a confirmation by e-mail says nothing about calls',
        words: ['yes', 'confirmed email'],
        answer: 'drop call (consent)',
      },
    ].map(({ situation, words, answer = 'send call' }) => ({
      situation,
      rules: [{ ...CONSENT, confirmed: true as const }],
      given: { profile: { consents: words.map(wordOf) } },
      answer,
    })),
    {
      situation: 'of two words at one instant the withdrawal counts',
      rules: [CONSENT],
      given: { profile: { consents: [said('2026-01-01 00:00', false), said('2026-01-01 00:00', true)] } },
      answer: 'drop call (consent)',
    },
    {
      situation: 'an unknown outcome counts as connected until it is known',
      rules: [{ ...CAP, countOn: 'connected' as const }],
      given: { ledger: [contact('2026-05-11 08:00', { outcome: 'unknown' })] },
      answer: 'hold call until 2026-05-12 08:00 (cap)',
    },
    {
      situation: 'a pending one too',
      rules: [{ ...CAP, countOn: 'conversation' as const }],
      given: { ledger: [contact('2026-05-11 08:00', { outcome: 'pending' })] },
      answer: 'hold call until 2026-05-12 08:00 (cap)',
    },
    {
      situation: 'a contact made elsewhere uses up the cap',
      rules: [CAP],
      given: { ledger: [contact('2026-05-11 08:00', { by: 'agency' })] },
      answer: 'hold call until 2026-05-12 08:00 (cap)',
    },
    {
      situation: 'everything is stopped: held as long as it is useful',
      rules: [],
      given: { profile: { stops: [{ level: 'everything' as const, target: null }] } },
      answer: 'hold call until 2026-05-14 00:00 (stop:everything)',
    },
    {
      situation: 'its journey is stopped',
      rules: [],
      given: { profile: { stops: [{ level: 'journey' as const, target: 'j-1' }] } },
      answer: 'hold call until 2026-05-14 00:00 (stop:journey:j-1)',
    },
    {
      situation: 'its stage is stopped',
      rules: [],
      given: { profile: { stops: [{ level: 'stage' as const, target: 'j-1/s-1' }] } },
      answer: 'hold call until 2026-05-14 00:00 (stop:stage:j-1/s-1)',
    },
    {
      situation: 'another journey is stopped',
      rules: [],
      given: { profile: { stops: [{ level: 'journey' as const, target: 'j-2' }] } },
      answer: 'send call',
    },
    {
      situation: 'a stopped channel is not replaced by the next',
      rules: [],
      given: {
        more: { channels: ['call', 'sms'] },
        profile: { stops: [{ level: 'channel' as const, target: 'call' }] },
      },
      answer: 'hold call until 2026-05-14 00:00 (stop:channel:call)',
    },
    {
      situation: 'a provider of another channel is stopped',
      rules: [],
      given: { profile: { stops: [{ level: 'provider' as const, target: 'acme', channels: ['sms'] }] } },
      answer: 'send call',
    },
    {
      situation: 'a stop still in force when the use ends',
      rules: [],
      given: { when: useful.usefulUntil, profile: { stops: [{ level: 'everything' as const, target: null }] } },
      answer: 'drop call (stop:everything, useful-until)',
    },
    {
      situation: 'the holdout is never touched',
      rules: [{ id: 'held-out', kind: 'holdout' as const, percent: 100, salt: 's', onBlock: 'drop' as const }, CAP],
      given: { ledger: before },
      answer: 'drop call (held-out)',
    },
    {
      situation: 'the holdout is told of a touch that comes too late as well',
      rules: [{ id: 'held-out', kind: 'holdout' as const, percent: 100, salt: 's', onBlock: 'drop' as const }, CAP],
      given: { when: useful.usefulUntil + 1 },
      answer: 'drop call (held-out)',
    },
    {
      situation: 'without a customer the holdout fails closed',
      rules: [{ id: 'held-out', kind: 'holdout' as const, percent: 1, salt: 's', onBlock: 'drop' as const }],
      given: { profile: { customerId: undefined } as unknown as Partial<Profile> },
      answer: 'drop call (held-out)',
    },
  ] as readonly { situation: string; rules: readonly Rule[]; given?: Parameters<typeof ask>[1]; answer: string }[])(
    '$situation: $answer',
    ({ rules, given, answer }) => {
      expect(line(ask(rules, given))).toBe(answer);
    },
  );

  it('of who is held out nothing else is looked at, not even a stop', () => {
    const heldOut: Rule = { id: 'held-out', kind: 'holdout', percent: 100, salt: 's', onBlock: 'drop' };
    const verdict = ask([CAP, heldOut], { profile: { stops: [{ level: 'everything', target: null }] } });
    expect([verdict.kind, verdict.blockedBy, verdict.reasons.map(({ rule }) => rule)]).toEqual([
      'drop',
      ['held-out'],
      ['held-out'],
    ]);
  });

  it.each([
    { until: 'the window closes', rules: [HOURS], given: {}, valid: '2026-05-11 19:59:59.999' },
    {
      until: 'a flag goes up',
      rules: [FLAGGED],
      given: { profile: { flags: [{ flag: 'overdue', from: NOON + 3_600_000, to: null }] } },
      valid: '2026-05-11 12:59:59.999',
    },
    {
      until: 'the override that lets it pass ends',
      rules: [{ ...CAP, overriddenBy: ['callback' as const] }],
      given: { ledger: before, profile: { overrides: [{ kind: 'callback' as const, from: 0, to: NOON + 60_000 }] } },
      valid: '2026-05-11 12:00:59.999',
    },
    { until: 'it is useful no longer', rules: [], given: { more: { usefulUntil: NOON } }, valid: '2026-05-11 12:00' },
    { until: 'a day is over', rules: [], given: {}, valid: '2026-05-12 12:00' },
  ])('a send is valid until $until', ({ rules, given, valid }) => {
    const verdict = ask(rules, given);
    expect(verdict.kind === 'send' ? minute(verdict.validUntil) : verdict.kind).toBe(valid);
  });

  it.each<{ ends: string; rules: readonly Rule[]; given?: Parameters<typeof ask>[1]; spreads: number }>([
    { ends: 'when hours open', rules: [HOURS], given: { when: at('2026-05-11 21:00') }, spreads: 10 },
    {
      ends: "with a day of the customer's calendar",
      rules: [{ ...CAP, window: { calendarDays: 1 } }],
      given: { ledger: before },
      spreads: 10,
    },
    { ends: 'at an instant of its own', rules: [CAP], given: { ledger: before }, spreads: 0 },
    {
      ends: 'at an instant of its own after hours have opened',
      rules: [HOURS, { ...CAP, window: { rolling: '26h' } }],
      given: { ledger: before, when: at('2026-05-11 21:00') },
      spreads: 0,
    },
    {
      ends: 'when hours open for eight minutes',
      rules: [{ ...HOURS, allowed: [{ from: '09:00', to: '09:08' }] }],
      spreads: 4,
    },
    {
      ends: 'six minutes before it is useful no longer',
      rules: [HOURS],
      given: { when: at('2026-05-13 21:00'), more: { usefulUntil: at('2026-05-14 09:06') } },
      spreads: 3,
    },
    {
      ends: 'when a call is wanted, the customer said',
      rules: [{ ...HOURS, overriddenBy: ['callback'] }],
      given: {
        when: at('2026-05-11 21:00'),
        profile: { overrides: [{ kind: 'callback', from: at('2026-05-12 07:00'), to: at('2026-05-12 07:30') }] },
      },
      spreads: 0,
    },
  ])('a hold that ends $ends is spread over $spreads minutes', ({ rules, given, spreads }) => {
    const verdict = ask(rules, given, { spreadsOver: '10m' });
    expect(verdict.kind === 'hold' ? (verdict.spreadMs ?? 0) / 60_000 : verdict.kind).toBe(spreads);
  });

  it('holidays of a calendar close a window, or open one of their own', () => {
    const rule: Rule = {
      ...HOURS,
      calendar: 'cn',
      allowed: [
        { from: '09:00', to: '20:00', onHolidays: 'closed' },
        { from: '10:00', to: '12:00', onHolidays: 'only' },
      ],
    };
    const policy = policyOf([rule], { calendars: { cn: { days: ['2026-05-11', '2026-05-12'] } } });
    const answer = decide(touch(useful), [], customer(['UTC']), policy, NOON);
    expect(line(answer)).toBe('hold call until 2026-05-12 10:00 (hours)');
  });

  it.each<{ onHolidays: 'open' | 'closed' | 'only'; from?: string; until?: string; answer: string }>([
    { onHolidays: 'closed', until: '2026-05-11', answer: 'send call' },
    { onHolidays: 'closed', until: '2026-05-10', answer: 'drop call (hours, useful-until)' },
    { onHolidays: 'closed', from: '2026-05-12', answer: 'hold call until 2026-05-12 09:00 (hours)' },
    { onHolidays: 'only', until: '2026-05-10', answer: 'drop call (hours, useful-until)' },
    { onHolidays: 'open', until: '2026-05-10', answer: 'send call' },
  ])(
    'a calendar from $from until $until, beyond which $onHolidays stays shut: $answer',
    ({ onHolidays, answer, ...reach }) => {
      const rule: Rule = { ...HOURS, calendar: 'cn', allowed: [{ from: '09:00', to: '20:00', onHolidays }] };
      const policy = policyOf([rule], { calendars: { cn: { days: [], ...reach } } });
      expect(line(decide(touch(useful), [], customer(['UTC']), policy, NOON))).toBe(answer);
    },
  );
});

it('every rule that was looked at is among the reasons with its counters', () => {
  const verdict = ask([CAP, HOURS, { ...FLAGGED, shadow: true }], {
    ledger: before,
    profile: { flags: [{ flag: 'overdue', from: 0, to: null }] },
  });
  expect(
    verdict.reasons.map(({ rule, blocked, count, limit, shadow }) => [rule, blocked, count, limit, shadow ?? false]),
  ).toEqual([
    ['cap', true, 1, 1, false],
    ['hours', false, null, null, false],
    ['flag', true, null, null, true],
  ]);
});

/** `yes`, `no`, `confirmed email`: said a month apart. */
function wordOf(text: string, index: number): ConsentWord {
  const [kind, channel = '*'] = text.split(' ');
  const confirms = kind === 'confirmed' ? ({ confirms: true } as const) : {};
  return said(`2026-0${index + 1}-01 00:00`, kind !== 'no', { channel, ...confirms });
}
