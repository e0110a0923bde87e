import { catalogue, vocabulary } from '#journey';
import type { ScriptLine } from './script.ts';

interface Events {
  'page.visited': { page: string };
  'page.ordered': { page: string };
  'bill.issued': { bill: string };
  'bill.paid': { bill: string };
  'plan.agreed': { plan: string };
}

const words = vocabulary<Events>()(({ guard }) => ({
  guards: { agreed: guard(['plan.agreed'], (facts) => facts['plan.agreed'] !== undefined) },
  templates: ['t'],
  channels: ['sms'],
}));
const offer = words.journey({
  ...{ id: 'offer', version: 1, title: 'Offer', owner: 'o', startsOn: 'page.visited', key: 'page' },
  stages: [
    {
      name: 'order',
      doneOn: 'page.ordered',
      stalls: [
        { after: '1h', touch: { name: 'offer', purpose: 'marketing', via: ['sms'], template: 't', usefulFor: '48h' } },
      ],
    },
  ],
});
const bill = words.journey({
  ...{ id: 'bill', version: 1, title: 'Bill', owner: 'o', startsOn: 'bill.issued', key: 'bill' },
  stages: [
    {
      name: 'pay',
      doneOn: 'bill.paid',
      stalls: [
        {
          ...{ after: '3h', unless: 'agreed' },
          touch: { name: 'remind', purpose: 'collection', via: ['sms'], template: 't', usefulFor: '48h' },
        },
      ],
    },
  ],
});

/** An offer an hour after a visit, and a reminder three hours after a bill: two touches of one customer, one above the other. */
export const offerAndBill = catalogue({ vocabularies: [words], journeys: [offer, bill] });

export const visits: ScriptLine = ['0m', 'page.visited', { page: 'p' }];
export const billed: ScriptLine = ['0m', 'bill.issued', { bill: 'b' }];
