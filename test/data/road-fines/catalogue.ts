import { catalogue, vocabulary } from 'tendril';

interface FineEvents {
  'bill.issued': { fineId: string; amount: number };
  'reminder.sent': { fineId: string };
  'reminder.delivered': { fineId: string };
  'repayment.received': { fineId: string; amount: number };
  'bill.settled': { fineId: string };
  'late-fee.added': { fineId: string; amount: number };
  'collection.started': { fineId: string };
  'appeal.filed': { fineId: string };
}

const fines = vocabulary<FineEvents>()(() => ({ guards: {}, templates: ['dunning-letter'], channels: ['email'] }));

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
 * Who pays at all, and how often: every payment after the first enters the second stage again. This log never says that a
 * bill is settled; paid.catalogue.ts does the sum.
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
    { name: 'settled', doneOn: 'bill.settled', reentersOn: 'repayment.received' },
  ],
});

export const all = catalogue({ vocabularies: [fines], journeys: [fine, dunning, repayment] });
