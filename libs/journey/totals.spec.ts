import { describe, expect, it } from '@jest/globals';
import { rememberGuards } from './known-guards.ts';
import { guardText } from './lock.ts';
import { listensTo } from './listens-to.ts';
import { VirtualCustomer } from './virtual-customer.builder.ts';
import type { EventLine } from './virtual-customer.builder.ts';
import { vocabulary } from './vocabulary.ts';

interface Events {
  'bill.issued': { billId: string; amount: number };
  'fee.added': { billId: string; amount: number };
  'repayment.received': { billId: string; amount: number; by?: string };
}

const words = vocabulary<Events>()(({ guard }) => ({
  guards: {
    'paid in full': guard(
      ['bill.issued'],
      (facts, _times, totals) =>
        totals['repayment.received:amount'] >= (facts['bill.issued']?.amount ?? Infinity) + totals['fee.added:amount'],
      { totals: ['repayment.received:amount', 'fee.added:amount'] },
    ),
    'paid twice': guard([], (_facts, _times, totals) => totals['repayment.received'] >= 2, {
      totals: ['repayment.received'],
    }),
  },
  templates: [],
  channels: [],
}));

const journey = words.journey({
  id: 'bill',
  version: 1,
  title: 'Bill',
  owner: 'lending',
  startsOn: 'bill.issued',
  key: 'billId',
  stages: [
    {
      name: 'settled',
      doneOn: 'repayment.received',
      doneWhen: 'paid in full',
      stalls: [{ name: 'half-way', after: '24h', when: 'paid twice' }],
    },
  ],
});

const begin = Date.parse('2026-03-02T09:00:00Z');
const issued = (when: string, amount = 100, billId = 'b-1'): EventLine => [when, 'bill.issued', { billId, amount }];
const paid = (when: string, amount: unknown, how: EventLine[3] = {}, billId = 'b-1'): EventLine => [
  when,
  'repayment.received',
  { billId, amount: amount as number },
  how,
];

function customer(): VirtualCustomer {
  return new VirtualCustomer([journey], begin);
}

describe('totals', () => {
  it.each<{ situation: string; events: EventLine[]; settled: boolean }>([
    { situation: 'two parts make the whole', events: [issued('0h'), paid('1h', 60), paid('2h', 40)], settled: true },
    { situation: 'two parts do not', events: [issued('0h'), paid('1h', 60), paid('2h', 39.99)], settled: false },
    {
      situation: 'tenths are tenths',
      events: [issued('0h', 0.3), paid('1h', 0.1), paid('2h', 0.2)],
      settled: true,
    },
    {
      situation: 'a fee counts on the other side',
      events: [issued('0h'), paid('1h', 60), ['90m', 'fee.added', { billId: 'b-1', amount: 5 }], paid('2h', 40)],
      settled: false,
    },
    {
      situation: 'another bill is another total',
      events: [issued('0h'), issued('0h', 100, 'b-2'), paid('1h', 60), paid('2h', 40, {}, 'b-2')],
      settled: false,
    },
    {
      situation: 'what is no number adds nothing',
      events: [issued('0h'), paid('1h', 'many'), paid('2h', 99)],
      settled: false,
    },
    {
      situation: 'late and out of order, each part counts',
      events: [issued('0h'), paid('3h', 60), paid('1h', 40, { arrives: '4h' })],
      settled: true,
    },
    {
      situation: 'parts heard before the bill, and paid after it, all count',
      events: [paid('1h', 60), paid('2h', 40), issued('0h', 100)],
      settled: true,
    },
    {
      situation: 'two alike parts of one instant count both, heard before the bill, too',
      events: [paid('1h', 50), paid('1h', 50), issued('0h', 100)],
      settled: true,
    },
    {
      situation: 'what was paid before the bill does not',
      events: [paid('0h', 60), issued('1h'), paid('2h', 40)],
      settled: false,
    },
  ])('$situation', ({ events, settled }) => {
    const { log } = customer().hearsOneByOne(...events);
    expect(log.some((line) => / done settled$/.test(line))).toBe(settled);
  });

  it('parts heard before a start whose subject is the customer, and paid after it, all count', () => {
    const { key: _, ...keyless } = journey;
    const story = new VirtualCustomer([rememberGuards(keyless, words.guards)], begin);
    story.hearsOneByOne(paid('1h', 60), paid('2h', 40), issued('0h', 100));
    expect(story.log.at(-1)).toBe('2h ended bill//1: goal, converted');
    expect(story.state.early).toEqual([]);
  });

  it('counts how often', () => {
    const twice = customer().hears(issued('0h'), paid('1h', 1), paid('2h', 1)).reaches('30h');
    expect(twice.log.at(-1)).toBe('24h fired half-way: no touch');
    expect(customer().hears(issued('0h'), paid('1h', 1)).reaches('30h').log.at(-1)).toBe('24h fired half-way: guarded');
  });

  it('keeps a number for each total that is read, and no more', () => {
    const { state } = customer().hears(issued('0h'), paid('1h', 10), paid('2h', 20));
    expect(state.runs[0]?.totals).toEqual({ 'repayment.received:amount': 30, 'repayment.received': 2 });
  });

  it('are heard of, and part of what a guard is locked by', () => {
    expect([...listensTo({ journeys: [], guards: words.guards })].sort()).toEqual([
      'bill.issued',
      'fee.added',
      'repayment.received',
    ]);
    const { 'paid twice': guard } = words.guards;
    expect(guardText('paid twice', guard)).not.toBe(guardText('paid twice', { ...guard, totals: [] }));
  });
});
