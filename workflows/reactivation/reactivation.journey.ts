import { reactivationWords } from './reactivation.vocabulary.ts';

export const reactivation = reactivationWords.journey({
  id: 'reactivation',
  version: 1,
  title: 'Reactivation',
  owner: 'growth',
  startsOn: ['customer.inactive', 'loan.paid_off'],
  reentry: 'after end',
  goal: { on: 'order.placed', within: '60 days' },
  expiresAfter: '180 days',
  experiment: { id: 'come-back', arms: { reminder: 50, voucher: 50 } },
  holdout: { percent: 10, salt: 'reactivation-1' },
  stages: [
    {
      name: 'return',
      title: 'Came back to look',
      doneOn: ['order.page_visited', 'credit.started', 'order.placed'],
      reentersOn: ['customer.inactive', 'loan.paid_off'],
      stalls: [
        {
          after: '3 days',
          when: 'just paid off',
          touch: {
            name: 'paid-off-thanks',
            purpose: 'marketing',
            via: ['push', 'wechat', 'email'],
            template: 'paid-off-thanks',
            usefulFor: '7 days',
            topic: 'come-back',
            score: 5,
          },
        },
        {
          after: '1h',
          when: 'silent for 30 days',
          touch: {
            name: 'come-back',
            purpose: 'marketing',
            via: ['push', 'wechat', 'sms'],
            template: { reminder: 'come-back-reminder', voucher: 'come-back-voucher' },
            usefulFor: '7 days',
            topic: 'come-back',
          },
        },
        {
          name: 'long-silent',
          after: '1h',
          when: 'silent for 90 days',
          touch: {
            name: 'long-silent',
            purpose: 'marketing',
            via: ['wechat', 'email', 'sms'],
            template: 'long-silent',
            usefulFor: '7 days',
            topic: 'come-back',
          },
        },
        {
          after: '14 days',
          when: 'silent for 90 days',
          counts: 'each entry',
          touch: {
            name: 'long-silent-call',
            purpose: 'marketing',
            via: ['call'],
            template: 'long-silent-call',
            usefulFor: '7 days',
            topic: 'come-back',
            class: 'conversion',
          },
        },
      ],
    },
    { name: 'order', title: 'Ordered again', doneOn: 'order.placed' },
  ],
});
