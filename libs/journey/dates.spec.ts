import { describe, expect, it } from '@jest/globals';
import { addDuration } from './calendar.ts';
import { words } from './credit-order.builder.ts';
import { instantOfDate } from './date-value.ts';
import { parseDuration } from './duration.ts';
import type { Duration } from './duration.ts';
import { instantOfLocal, offsetAt } from './offset-table.ts';
import type { OffsetTable } from './offset-table.ts';
import { VirtualCustomer } from './virtual-customer.builder.ts';
import type { EventLine } from './virtual-customer.builder.ts';

const t = (text: string): number => Date.parse(text);
const utc: OffsetTable = { zone: 'UTC', changes: [] };
const shanghai: OffsetTable = { zone: 'Asia/Shanghai', changes: [[0, 480]] };
/** Clocks go forward on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00, local time. */
const amsterdam: OffsetTable = {
  zone: 'Europe/Amsterdam',
  changes: [
    [t('2025-10-26T01:00:00Z'), 60],
    [t('2026-03-29T01:00:00Z'), 120],
    [t('2026-10-25T01:00:00Z'), 60],
  ],
};
/** Clocks go forward at midnight, so the day of 2026-03-08 begins at 01:00. */
const havana: OffsetTable = {
  zone: 'America/Havana',
  changes: [
    [t('2025-11-02T05:00:00Z'), -300],
    [t('2026-03-08T05:00:00Z'), -240],
  ],
};

describe('durations', () => {
  it.each([
    ['90s', { kind: 'elapsed', ms: 90_000 }],
    ['30m', { kind: 'elapsed', ms: 1_800_000 }],
    ['1.5h', { kind: 'elapsed', ms: 5_400_000 }],
    ['1 day', { kind: 'calendar', days: 1 }],
    ['3 days', { kind: 'calendar', days: 3 }],
    ['2 weeks', { kind: 'calendar', days: 14 }],
    ['7d', null],
    ['30', null],
    ['3days', null],
    ['1.5 days', null],
    ['-5m', null],
    ['', null],
  ])('%s', (text, meaning) => {
    expect(parseDuration(text)).toEqual(meaning);
  });

  it.each<{ from: string; add: Duration; zone: OffsetTable; gives: string; because: string }>([
    { from: '2026-03-28T11:00:00Z', add: '24h', zone: amsterdam, gives: '2026-03-29T11:00:00Z', because: 'elapsed' },
    {
      from: '2026-03-28T11:00:00Z',
      add: '1 day',
      zone: amsterdam,
      gives: '2026-03-29T10:00:00Z',
      because: 'the same local time, 23 hours on',
    },
    {
      from: '2026-10-24T10:00:00Z',
      add: '1 day',
      zone: amsterdam,
      gives: '2026-10-25T11:00:00Z',
      because: 'the same local time, 25 hours on',
    },
    {
      from: '2026-03-28T01:30:00Z',
      add: '1 day',
      zone: amsterdam,
      gives: '2026-03-29T01:00:00Z',
      because: '02:30 is skipped: the first instant after the gap',
    },
    {
      from: '2026-10-24T00:30:00Z',
      add: '1 day',
      zone: amsterdam,
      gives: '2026-10-25T00:30:00Z',
      because: '02:30 comes twice: its first occurrence',
    },
    {
      from: '2026-03-28T11:00:00Z',
      add: '1 week',
      zone: amsterdam,
      gives: '2026-04-04T10:00:00Z',
      because: 'a week is seven calendar days',
    },
    {
      from: '2026-03-07T05:00:00Z',
      add: '1 day',
      zone: havana,
      gives: '2026-03-08T05:00:00Z',
      because: 'midnight is skipped',
    },
    {
      from: '2020-01-01T00:00:00Z',
      add: '60 days',
      zone: amsterdam,
      gives: '2020-03-01T00:00:00Z',
      because: 'before the table its first row holds',
    },
    {
      from: '2026-01-01T00:00:00Z',
      add: '3 days',
      zone: utc,
      gives: '2026-01-04T00:00:00Z',
      because: 'an empty table is UTC',
    },
  ])('$from plus $add in $zone.zone is $gives ($because)', ({ from, add, zone, gives }) => {
    expect(new Date(addDuration(t(from), add, zone)).toISOString()).toBe(new Date(t(gives)).toISOString());
  });

  it('every local time of a day is shown by its instant, or lies in a gap', () => {
    for (let local = t('2026-03-28T00:00:00Z'); local < t('2026-03-30T00:00:00Z'); local += 900_000) {
      const at = instantOfLocal(amsterdam, local);
      const shown = at + offsetAt(amsterdam, at) * 60_000;
      const isSkipped = local >= t('2026-03-29T02:00:00Z') && local < t('2026-03-29T03:00:00Z');
      expect(shown).toBe(isSkipped ? t('2026-03-29T03:00:00Z') : local);
    }
  });
});

describe('a date in an event', () => {
  it.each([
    { value: '2026-03-01', zone: shanghai, is: '2026-02-28T16:00:00Z' },
    { value: '2026-03-08', zone: havana, is: '2026-03-08T05:00:00Z' },
    { value: '2028-02-29', zone: utc, is: '2028-02-29T00:00:00Z' },
    { value: '2026-03-01T09:00:00+08:00', zone: amsterdam, is: '2026-03-01T01:00:00Z' },
    { value: '2026-03-01T09:00:00.5Z', zone: amsterdam, is: '2026-03-01T09:00:00.500Z' },
    { value: '2026-03-01T09:00', zone: utc, is: null },
    { value: '2026-02-29', zone: utc, is: null },
    { value: '2026-13-01', zone: utc, is: null },
    { value: '1 March', zone: utc, is: null },
    { value: 1_772_323_200_000, zone: utc, is: null },
    { value: undefined, zone: utc, is: null },
  ])('$value in $zone.zone is $is', ({ value, zone, is }) => {
    expect(instantOfDate(value, zone)).toBe(is === null ? null : t(is));
  });
});

describe('a deadline counted to a date', () => {
  const repayment = words.journey({
    id: 'repayment',
    version: 1,
    title: 'Repayment',
    owner: 'lending',
    startsOn: 'bill.issued',
    key: 'billId',
    goal: { on: 'repayment.received', when: 'settled' },
    stages: [
      {
        name: 'payment',
        doneOn: 'repayment.received',
        doneWhen: 'settled',
        stalls: [
          { name: 'soon', before: '3 days', date: 'bill.issued:dueOn' },
          { name: 'overdue', past: '1 day', date: 'bill.issued:dueOn' },
        ],
      },
    ],
  });
  const begin = t('2026-03-02T00:00:00+08:00');
  const bill = (at: string, dueOn?: string): EventLine => [
    at,
    'bill.issued',
    { billId: 'b', ...(dueOn !== undefined && { dueOn }) },
  ];
  const story = (...events: EventLine[]): string[] =>
    new VirtualCustomer([repayment], begin, shanghai)
      .hears(...events)
      .reaches('2000h')
      .log.slice(2);

  it.each<{ situation: string; events: EventLine[]; log: string[] }>([
    {
      situation: 'fires so many local days before and past it',
      events: [bill('9h', '2026-03-12')],
      log: ['168h fired soon: no touch', '264h fired overdue: no touch'],
    },
    {
      situation: 'moves when the date is said anew',
      events: [bill('9h', '2026-03-12'), bill('10h', '2026-03-13')],
      log: ['192h fired soon: no touch', '288h fired overdue: no touch'],
    },
    {
      situation: 'does not fire again when the date moves after it has fired',
      events: [bill('9h', '2026-03-12'), bill('200h', '2026-03-13')],
      log: ['168h fired soon: no touch', '288h fired overdue: no touch'],
    },
    {
      situation: 'is not set without the date, and says so',
      events: [bill('9h')],
      log: [
        '9h not armed soon: No "bill.issued" with a "dueOn" has been heard of.',
        '9h not armed overdue: No "bill.issued" with a "dueOn" has been heard of.',
      ],
    },
    {
      situation: 'is set when the date comes later',
      events: [bill('9h'), bill('10h', '2026-03-12')],
      log: [
        '9h not armed soon: No "bill.issued" with a "dueOn" has been heard of.',
        '9h not armed overdue: No "bill.issued" with a "dueOn" has been heard of.',
        '168h fired soon: no touch',
        '264h fired overdue: no touch',
      ],
    },
    {
      situation: 'is not set by what is no date',
      events: [bill('9h', 'soon')],
      log: [
        '9h not armed soon: "dueOn" of "bill.issued" is no date: write 2026-03-01, or an instant with its offset.',
        '9h not armed overdue: "dueOn" of "bill.issued" is no date: write 2026-03-01, or an instant with its offset.',
      ],
    },
    {
      situation: 'is resolved by the payment in full, not by one in part',
      events: [
        bill('9h', '2026-03-12'),
        ['20h', 'repayment.received', { billId: 'b', remaining: 5 }],
        ['170h', 'repayment.received', { billId: 'b', remaining: 0 }],
      ],
      log: ['168h fired soon: no touch', '170h done payment', '170h ended repayment/b/1: goal, converted'],
    },
  ])('$situation', ({ events, log }) => {
    expect(story(...events)).toEqual(log);
  });
});
