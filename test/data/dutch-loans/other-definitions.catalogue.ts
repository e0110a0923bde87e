import { catalogue, vocabulary } from 'tendril';

interface OfferEvents {
  'application.submitted': { applicationId: string };
  'offer.sent': { applicationId: string };
  'offer.returned': { applicationId: string };
  'offer.cancelled': { applicationId: string };
  'offer.declined': { applicationId: string };
  'loan.activated': { applicationId: string };
  'application.declined': { applicationId: string };
  'application.cancelled': { applicationId: string };
}

const offers = vocabulary<OfferEvents>()(() => ({ guards: {}, templates: [], channels: [] }));

/** The silence after an offer in other words than the example's: each is another question, with another answer. */
function silence(id: string, after: '168h' | '7 days', counts: 'first entry' | 'each entry') {
  return offers.journey({
    id,
    version: 1,
    title: id,
    owner: 'lending',
    startsOn: 'application.submitted',
    key: 'applicationId',
    goal: { on: 'loan.activated' },
    exitsOn: ['application.declined', 'application.cancelled'],
    stages: [
      { name: 'offered', doneOn: 'offer.sent' },
      {
        name: 'returned',
        doneOn: 'offer.returned',
        reentersOn: 'offer.sent',
        stalls: [
          { name: 'silent', after, counts },
          { name: 'silent and still on offer', after, counts, resolvedOn: ['offer.cancelled', 'offer.declined'] },
        ],
      },
    ],
  });
}

export const all = catalogue({
  vocabularies: [offers],
  journeys: [
    silence('from-the-first-offer', '168h', 'first entry'),
    silence('by-the-calendar', '7 days', 'first entry'),
    silence('from-each-offer', '168h', 'each entry'),
  ],
});
