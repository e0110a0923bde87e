import { describe, expect, it } from '@jest/globals';
import { offsetTable } from '#clock';
import { decide } from '#policy';
import type { LedgerEntry, Rule } from '#policy';
import { at, contact, customer, line, policyOf, touch } from './policy.builder.ts';

const hours = (from: string, to: string, days?: readonly number[]): Rule => ({
  id: 'hours',
  kind: 'hours',
  allowed: [{ from, to, ...(days === undefined ? {} : { days }) }],
  onBlock: 'hold',
});
const cap = (more: Partial<Rule>): Rule =>
  ({
    id: 'cap',
    kind: 'cap',
    countOn: 'attempt',
    limit: 1,
    window: { rolling: '24h' },
    onBlock: 'hold',
    ...more,
  }) as Rule;

const refused: Rule = {
  id: 'refused',
  kind: 'cooldown',
  after: ['refused'],
  for: { rolling: '30d' },
  onBlock: 'hold',
};

interface Failure {
  readonly failure: string;
  readonly zone: string;
  readonly rules: readonly Rule[];
  readonly ledger?: readonly LedgerEntry[];
  readonly asked: string;
  readonly more?: Parameters<typeof touch>[0];
  readonly answer: string;
}

const weekdays = [1, 2, 3, 4, 5];
const failures: readonly Failure[] = [
  {
    failure: 'an overnight window is not swapped: 22:00-06:00 is open at 23:00',
    zone: 'UTC',
    rules: [hours('22:00', '06:00')],
    asked: '2026-05-11 23:00',
    answer: 'send call',
  },
  {
    failure: 'an overnight window is not swapped: 22:00-06:00 is open at 05:59',
    zone: 'UTC',
    rules: [hours('22:00', '06:00')],
    asked: '2026-05-11 05:59',
    answer: 'send call',
  },
  {
    failure: 'an overnight window is not swapped: 22:00-06:00 is closed at noon',
    zone: 'UTC',
    rules: [hours('22:00', '06:00')],
    asked: '2026-05-11 12:00',
    answer: 'hold call until 2026-05-11 22:00 (hours)',
  },
  {
    failure: 'no hole from 00:00 to 00:59: 00:30 is inside 00:00-08:00',
    zone: 'UTC',
    rules: [hours('00:00', '08:00')],
    asked: '2026-05-11 00:30',
    answer: 'send call',
  },
  {
    failure: 'no hole from 00:00 to 00:59: 00:30 is outside 09:00-20:00',
    zone: 'UTC',
    rules: [hours('09:00', '20:00')],
    asked: '2026-05-11 00:30',
    answer: 'hold call until 2026-05-11 09:00 (hours)',
  },
  {
    failure: 'no hole from 00:00 to 00:59: 00:30 is inside 22:00-06:00',
    zone: 'UTC',
    rules: [hours('22:00', '06:00')],
    asked: '2026-05-11 00:30',
    answer: 'send call',
  },
  {
    failure: 'inside the window at 23:00 nobody waits for the next 22:00',
    zone: 'Asia/Shanghai',
    rules: [hours('22:00', '06:00')],
    asked: '2026-05-11 15:00',
    answer: 'send call',
  },
  {
    failure: 'the weekday is the customer’s: Friday 23:00 UTC is Saturday 07:00 in Shanghai',
    zone: 'Asia/Shanghai',
    rules: [hours('07:00', '20:00', weekdays)],
    asked: '2026-05-15 23:00',
    answer: 'hold call until 2026-05-17 23:00 (hours)',
  },
  {
    failure: 'an overnight window belongs to the day it opens on: Saturday 01:00 is still Friday’s',
    zone: 'UTC',
    rules: [hours('20:00', '02:00', weekdays)],
    asked: '2026-05-16 01:00',
    answer: 'send call',
  },
  {
    failure: 'an overnight window belongs to the day it opens on: Monday 01:00 is Sunday’s, which is closed',
    zone: 'UTC',
    rules: [hours('20:00', '02:00', weekdays)],
    asked: '2026-05-18 01:00',
    answer: 'hold call until 2026-05-18 20:00 (hours)',
  },
  {
    failure: 'the offset is that of the date, not of today: the opening after the clock change',
    zone: 'Europe/Berlin',
    rules: [hours('09:00', '20:00')],
    asked: '2026-03-28 22:00',
    answer: 'hold call until 2026-03-29 07:00 (hours)',
  },
  {
    failure: 'the offset is that of the date: midnight of a calendar cap after the clock change',
    zone: 'Europe/Berlin',
    rules: [cap({ window: { calendarDays: 2 } })],
    ledger: [contact('2026-03-28 12:00')],
    asked: '2026-03-28 22:00',
    answer: 'hold call until 2026-03-29 22:00 (cap)',
  },
  {
    failure: 'per day by the calendar: 23:00 and 00:00 are two days, both go',
    zone: 'UTC',
    rules: [cap({ window: { calendarDays: 1 } })],
    ledger: [contact('2026-05-11 23:00')],
    asked: '2026-05-12 00:00',
    answer: 'send call',
  },
  {
    failure: 'per day as 24 hours: 23:00 and 00:00 are one, the second waits',
    zone: 'UTC',
    rules: [cap({})],
    ledger: [contact('2026-05-11 23:00')],
    asked: '2026-05-12 00:00',
    answer: 'hold call until 2026-05-12 23:00 (cap)',
  },
  {
    failure: 'a cap on marketing does not catch transactional mail',
    zone: 'UTC',
    rules: [cap({ purposes: ['marketing'] })],
    ledger: [contact('2026-05-11 08:00')],
    asked: '2026-05-11 09:00',
    more: { purpose: 'transactional', channels: ['email'] },
    answer: 'send email',
  },
  {
    failure: 'an SMS is not counted on the cap of e-mail',
    zone: 'UTC',
    rules: [cap({ channels: ['email'] })],
    ledger: [contact('2026-05-11 08:00', { channel: 'sms' })],
    asked: '2026-05-11 09:00',
    more: { channels: ['email'] },
    answer: 'send email',
  },
  {
    failure: 'a busy line is no refusal, whatever the carrier means by it',
    zone: 'UTC',
    rules: [refused],
    ledger: [contact('2026-05-11 08:00', { outcome: 'busy' })],
    asked: '2026-05-11 09:00',
    answer: 'send call',
  },
  {
    failure: 'a hold does not come back weeks late: past its use it is dropped at once',
    zone: 'UTC',
    rules: [cap({ window: { rolling: '30d' } })],
    ledger: [contact('2026-05-11 08:00')],
    asked: '2026-05-11 09:00',
    more: { usefulUntil: at('2026-05-14 00:00') },
    answer: 'drop call (cap, useful-until)',
  },
  {
    failure: 'a hold does not come back weeks late: asked after its use it is dropped unlooked',
    zone: 'UTC',
    rules: [],
    asked: '2026-05-14 00:01',
    more: { usefulUntil: at('2026-05-14 00:00') },
    answer: 'drop (useful-until)',
  },
];

describe('where others fail', () => {
  it.each(failures)('$failure', ({ zone, rules, ledger = [], asked, more = {}, answer }) => {
    expect(line(decide(touch(more), ledger, customer([zone]), policyOf(rules), at(asked)))).toBe(answer);
  });

  it('a limit of 0 is refused when the policy is written, so that no default of 0 can mean "capped"', () => {
    expect(() => policyOf([cap({ limit: 0 })])).toThrow(
      'Policy "test": rule "cap" has a cap of 0, which would stop everything. Raise it, or say so with a rule of suppress or consent.',
    );
  });

  it.each<{ rule: Rule; ledger: readonly LedgerEntry[] }>([
    { rule: cap({ window: { calendarDays: 1 } }), ledger: [contact('2006-10-29T02:16Z')] },
    {
      rule: { ...refused, for: { calendarDays: 1 } },
      ledger: [contact('2006-10-29T02:16Z', { outcome: 'conversation', disposition: 'refused' })],
    },
  ])(
    'a day that comes back when clocks go back at 00:01 ends what was good for the next: $rule.kind',
    ({ rule, ledger }) => {
      const newfoundland = { zones: [offsetTable('America/St_Johns', at('2006-10-01 00:00'), at('2006-12-01 00:00'))] };
      const answer = decide(
        touch(),
        ledger,
        { ...customer([]), ...newfoundland },
        policyOf([rule]),
        at('2006-10-29 02:30'),
      );
      expect(answer).toMatchObject({ kind: 'send', validUntil: at('2006-10-29 02:31') - 1 });
    },
  );

  it('an unknown zone skips no quiet hours: it blocks', () => {
    const nowhere = customer([]);
    const answer = decide(
      touch({ usefulUntil: at('2026-05-20 00:00') }),
      [],
      nowhere,
      policyOf([hours('09:00', '20:00')]),
      at('2026-05-11 12:00'),
    );
    expect(line(answer)).toBe('drop call (hours, useful-until)');
  });
});
