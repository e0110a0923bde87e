import { catalogue, vocabulary } from 'tendril';

interface LoanEvents {
  'application.submitted': { applicationId: string; amount: number };
  'application.preaccepted': { applicationId: string };
  'application.accepted': { applicationId: string };
  'offer.sent': { applicationId: string };
  'offer.returned': { applicationId: string };
  'offer.cancelled': { applicationId: string };
  'offer.declined': { applicationId: string };
  'application.approved': { applicationId: string };
  'loan.activated': { applicationId: string };
  'application.declined': { applicationId: string };
  'application.cancelled': { applicationId: string };
}

const loans = vocabulary<LoanEvents>()(() => ({ guards: {}, templates: ['offer-reminder'], channels: ['email'] }));

export const loanApplication = loans.journey({
  id: 'loan-application',
  version: 1,
  title: 'Loan application',
  owner: 'lending',
  startsOn: 'application.submitted',
  key: 'applicationId',
  goal: { on: 'loan.activated' },
  exitsOn: ['application.declined', 'application.cancelled'],
  stages: [
    { name: 'preaccepted', doneOn: 'application.preaccepted' },
    { name: 'accepted', doneOn: 'application.accepted' },
    { name: 'offered', doneOn: 'offer.sent' },
    {
      name: 'returned',
      doneOn: 'offer.returned',
      reentersOn: 'offer.sent',
      stalls: [
        { name: 'silent', after: '168h', counts: 'first entry' },
        {
          name: 'silent and still on offer',
          after: '168h',
          counts: 'first entry',
          resolvedOn: ['offer.cancelled', 'offer.declined'],
          touch: { name: 'offer-reminder', purpose: 'service', via: ['email'], template: 'offer-reminder' },
        },
      ],
    },
    { name: 'approved', doneOn: 'application.approved' },
  ],
});

export const all = catalogue({ vocabularies: [loans], journeys: [loanApplication] });
