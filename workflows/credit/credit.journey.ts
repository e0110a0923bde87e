import { creditWords } from './credit.vocabulary.ts';

export const credit = creditWords.journey({
  id: 'credit',
  version: 2,
  title: 'Credit, from the application to its first use',
  owner: 'lending',
  startsOn: 'credit.started',
  key: 'applicationId',
  goal: { on: 'order.placed', within: '60 days' },
  exitsOn: ['credit.rejected', 'credit.withdrawn'],
  expiresAfter: '90 days',
  experiment: { id: 'first-use-message', arms: { plain: 50, example: 50 } },
  stages: [
    {
      name: 'apply',
      title: 'Application',
      doneOn: 'credit.submitted',
      stalls: [
        {
          after: '1h',
          touch: {
            name: 'apply-nudge',
            purpose: 'service',
            via: ['push', 'wechat', 'sms'],
            template: 'apply-nudge',
            usefulFor: '2 days',
            topic: 'application',
          },
        },
        {
          after: '24h',
          when: 'large application',
          touch: {
            name: 'apply-call',
            purpose: 'service',
            via: ['call', 'task'],
            template: 'apply-call',
            usefulFor: '2 days',
            topic: 'application',
          },
        },
      ],
    },
    {
      name: 'decision',
      title: 'Approved',
      doneOn: 'credit.approved',
      stalls: [
        {
          // The wait is ours, not the customer's: a word of where it stands.
          after: '2 days',
          touch: {
            name: 'decision-slow',
            purpose: 'service',
            via: ['push', 'email', 'sms'],
            template: 'decision-slow',
            topic: 'application',
          },
        },
      ],
    },
    {
      name: 'limit',
      title: 'Limit raised',
      // Who orders at once has no need of a higher limit.
      doneOn: 'limit.raised',
      optional: true,
      stalls: [
        {
          after: '10 days',
          touch: {
            name: 'raise-limit',
            purpose: 'marketing',
            via: ['push', 'email'],
            template: 'raise-limit',
            usefulFor: '5 days',
            topic: 'limit',
          },
        },
      ],
    },
    {
      name: 'first-use',
      title: 'First use',
      doneOn: 'order.placed',
      reentersOn: 'limit.raised',
      stalls: [
        {
          after: '1 day',
          when: 'limit was raised',
          touch: {
            name: 'raised-limit-ready',
            purpose: 'marketing',
            via: ['push', 'wechat', 'sms'],
            template: 'raised-limit-ready',
            usefulFor: '3 days',
            topic: 'limit',
            class: 'conversion',
          },
        },
        {
          after: '3 days',
          unless: 'limit was raised',
          touch: {
            name: 'first-use',
            purpose: 'marketing',
            via: ['push', 'wechat', 'sms'],
            template: { plain: 'first-use-plain', example: 'first-use-example' },
            usefulFor: '3 days',
            topic: 'first-use',
            class: 'conversion',
          },
        },
        {
          after: '14 days',
          when: 'large limit',
          unless: 'limit was raised',
          touch: {
            name: 'first-use-call',
            purpose: 'marketing',
            via: ['call', 'sms'],
            template: 'first-use-call',
            usefulFor: '5 days',
            topic: 'first-use',
            class: 'conversion',
            score: 10,
          },
        },
      ],
    },
  ],
});
