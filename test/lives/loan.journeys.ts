import { catalogue, vocabulary } from '#journey';

interface LifeEvents {
  asked: { loanId: string };
  papers: { loanId: string };
  signed: { loanId: string };
  paid: { loanId: string };
  left: { loanId: string };
}

const words = vocabulary<LifeEvents>()(() => ({
  guards: {},
  templates: ['words'],
  channels: ['push', 'sms', 'call'],
}));

/** A run for each loan: two stages, touches of three purposes, a goal and an exit. */
const loan = words.journey({
  id: 'loan',
  version: 1,
  title: 'Loan',
  owner: 'tests',
  startsOn: 'asked',
  key: 'loanId',
  goal: { on: 'paid' },
  exitsOn: 'left',
  stages: [
    {
      name: 'papers',
      doneOn: 'papers',
      stalls: [
        { after: '30m', touch: { name: 'help', purpose: 'service', via: ['push', 'sms'], template: 'words' } },
        {
          after: '6h',
          touch: { name: 'offer', purpose: 'marketing', via: ['call', 'sms'], template: 'words', usefulFor: '1 day' },
        },
      ],
    },
    {
      name: 'signature',
      doneOn: 'signed',
      stalls: [
        {
          after: '2h',
          touch: { name: 'ask', purpose: 'marketing', via: ['sms', 'push'], template: 'words', usefulFor: '2 days' },
        },
        {
          after: '1 day',
          touch: { name: 'remind', purpose: 'collection', via: ['call'], template: 'words', usefulFor: '36h' },
        },
      ],
    },
  ],
});

export const lifeCatalogue = catalogue({ vocabularies: [words], journeys: [loan] });
