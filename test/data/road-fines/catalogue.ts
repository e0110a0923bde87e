import { catalogue, vocabulary } from 'tendril';

interface FineEvents {
  'bill.issued': { fineId: string; amount: number };
  'reminder.sent': { fineId: string; amount?: number };
  'reminder.delivered': { fineId: string };
  'repayment.received': { fineId: string; amount: number };
  'bill.settled': { fineId: string };
  'late-fee.added': { fineId: string; amount: number };
  'collection.started': { fineId: string };
  'appeal.filed': { fineId: string };
}

const fines = vocabulary<FineEvents>()(({ guard }) => ({
  guards: {
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
  templates: ['dunning-letter'],
  channels: ['email'],
}));

export const fine = fines.journey({
  id: 'fine',
  version: 1,
  title: 'From the fine to its collection',
  owner: 'collections',
  startsOn: 'bill.issued',
  key: 'fineId',
  goal: { on: 'collection.started' },
  stages: [
    { name: 'sent', doneOn: 'reminder.sent' },
    { name: 'notified', doneOn: 'reminder.delivered' },
    { name: 'penalty', doneOn: 'late-fee.added' },
  ],
});

export const dunning = fines.journey({
  id: 'dunning',
  version: 1,
  title: 'Dunning',
  owner: 'collections',
  startsOn: 'reminder.delivered',
  key: 'fineId',
  stages: [
    {
      name: 'answered',
      doneOn: ['repayment.received', 'appeal.filed'],
      stalls: [
        {
          after: '60 days',
          touch: { name: 'dunning', purpose: 'collection', via: ['email'], template: 'dunning-letter' },
        },
      ],
    },
  ],
});

/**
 * Who pays at all, how often, and how much: every payment after the first enters the second stage again. What is due is the
 * latest amount and the cost of sending, so what was paid in full may be short again; it is looked at when all is over.
 */
export const repayment = fines.journey({
  id: 'repayment',
  version: 1,
  title: 'Payments',
  owner: 'collections',
  startsOn: 'bill.issued',
  key: 'fineId',
  stages: [
    { name: 'first payment', doneOn: 'repayment.received' },
    {
      name: 'settled',
      doneOn: 'bill.settled',
      reentersOn: 'repayment.received',
      stalls: [
        { name: 'in full', after: '9000 days', counts: 'first entry', when: 'paid in full' },
        { name: 'in part', after: '9000 days', counts: 'first entry', unless: 'paid in full' },
      ],
    },
  ],
});

export const all = catalogue({ vocabularies: [fines], journeys: [fine, dunning, repayment] });
