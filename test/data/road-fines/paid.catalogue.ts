import { catalogue, vocabulary } from 'tendril';

interface PaymentEvents {
  'bill.issued': { fineId: string; amount: number };
  'reminder.sent': { fineId: string; amount?: number };
  'repayment.received': { fineId: string; amount: number };
  'late-fee.added': { fineId: string; amount: number };
  'bill.settled': { fineId: string };
}

const payments = vocabulary<PaymentEvents>()(({ guard }) => ({
  guards: {
    // What is due is the latest amount and the cost of sending.
    'paid in full': guard(
      ['bill.issued', 'late-fee.added'],
      (facts, _times, totals) => {
        const amount = facts['late-fee.added']?.amount ?? facts['bill.issued']?.amount ?? 0;
        // In cents: 33.6 + 11.3 is a little more than 44.9.
        return Math.round(100 * (amount + totals['reminder.sent:amount'] - totals['repayment.received:amount'])) <= 0;
      },
      { totals: ['repayment.received:amount', 'reminder.sent:amount'] },
    ),
  },
  templates: [],
  channels: [],
}));

/** What was paid in full may be short again when a fee comes after it, so it is looked at when all is over: see `until`. */
export const paid = payments.journey({
  id: 'paid',
  version: 1,
  title: 'Paid in full, or in part',
  owner: 'collections',
  startsOn: 'bill.issued',
  key: 'fineId',
  stages: [
    { name: 'first payment', doneOn: 'repayment.received' },
    {
      name: 'settled',
      doneOn: 'bill.settled',
      stalls: [
        { name: 'in full', after: '9000 days', when: 'paid in full' },
        { name: 'in part', after: '9000 days', unless: 'paid in full' },
      ],
    },
  ],
});

export const all = catalogue({ vocabularies: [payments], journeys: [paid] });
