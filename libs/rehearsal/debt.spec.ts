import { describe, expect, it } from '@jest/globals';
import { vocabulary } from '#journey';
import { resolvePolicy } from '#policy';
import { verdictsOf } from './read-happenings.ts';
import { simulate } from './simulate.ts';
import { aCustomer } from './simulated-customer.ts';
import { sha256 } from './world.ts';

interface Bill {
  readonly bill: string;
  readonly loan: string;
}

const words = vocabulary<{ 'bill.issued': Bill; 'bill.moved': Bill; 'bill.paid': { bill: string } }>()(() => ({
  guards: {},
  templates: ['t'],
  channels: ['call'],
}));
const plain = {
  ...({
    id: 'bill',
    version: 1,
    title: 'Bill',
    owner: 'o',
    startsOn: ['bill.issued', 'bill.moved'],
    key: 'bill',
  } as const),
  stages: [
    {
      name: 'pay',
      doneOn: 'bill.paid',
      stalls: [{ after: '1h', touch: { name: 'call', purpose: 'collection', via: ['call'], template: 't' } }],
    },
  ],
} as const;
const perBill = words.journey(plain);
const perLoan = words.journey({ ...plain, debtKey: 'loan' });
const cap = { id: 'one a debt', kind: 'cap', countOn: 'attempt', subject: 'debt', limit: 1, onBlock: 'drop' } as const;
const policy = resolvePolicy([{ name: 'p', rules: [{ ...cap, window: { rolling: '7d' } }] }], sha256);
const bill = (name: string, loan: string, when: string) => [when, 'bill.issued', { bill: name, loan }] as const;

describe('a rule that counts by debt', () => {
  it.each([
    {
      situation: 'counts bills apart where nothing else is said',
      journey: perBill,
      script: [bill('b-1', 'l-1', '0m'), bill('b-2', 'l-1', '1h')],
      says: ['1h call send', '2h call send'],
    },
    {
      situation: 'counts all bills of a loan where the loan is the debt',
      journey: perLoan,
      script: [bill('b-1', 'l-1', '0m'), bill('b-2', 'l-1', '1h'), bill('b-3', 'l-2', '2h')],
      says: ['1h call send', '2h call drop because of one a debt', '3h call send'],
    },
    {
      situation: 'counts what an agency did about the loan',
      journey: perLoan,
      script: [
        bill('b-1', 'l-1', '0m'),
        ['30m', 'contact.made', { channel: 'call', purpose: 'collection', outcome: 'busy', by: 'agency', debt: 'l-1' }],
      ] as const,
      says: ['1h call drop because of one a debt'],
    },
    {
      situation: 'counts for the loan that was named last',
      journey: perLoan,
      script: [
        bill('b-1', 'l-1', '0m'),
        ['10m', 'bill.moved', { bill: 'b-1', loan: 'l-2' }],
        ['30m', 'contact.made', { channel: 'call', purpose: 'collection', outcome: 'busy', by: 'agency', debt: 'l-2' }],
      ] as const,
      says: ['1h call drop because of one a debt'],
    },
  ])('$situation', ({ journey, script, says }) => {
    expect(verdictsOf(simulate(journey, aCustomer(), script, { policy }))).toEqual(says);
  });
});
