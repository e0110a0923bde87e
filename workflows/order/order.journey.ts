import { orderWords } from './order.vocabulary.ts';

export const order = orderWords.journey({
  id: 'order',
  version: 1,
  title: 'Order, from the page to the purchase',
  owner: 'commerce',
  startsOn: 'order.page_visited',
  key: 'productId',
  reentry: 'after end',
  goal: { on: 'order.placed', within: '7 days' },
  expiresAfter: '7 days',
  experiment: { id: 'order-message', arms: { plain: 50, instalments: 50 } },
  holdout: { percent: 10, salt: 'order-1' },
  stages: [
    {
      name: 'decide',
      title: 'Ordered',
      doneOn: 'order.placed',
      // Who looks again is still deciding: the day of the reminder runs from the last look, the half hour from the first.
      reentersOn: 'order.page_visited',
      stalls: [
        {
          after: '30m',
          counts: 'first entry',
          unless: 'open complaint',
          touch: {
            name: 'order-nudge',
            purpose: 'marketing',
            via: ['in-app', 'push', 'wechat', 'sms'],
            template: { plain: 'order-plain', instalments: 'order-instalments' },
            usefulFor: '4h',
            topic: 'order',
            class: 'conversion',
          },
        },
        {
          after: '24h',
          unless: 'open complaint',
          touch: {
            name: 'order-reminder',
            purpose: 'marketing',
            via: ['wechat', 'sms'],
            template: 'order-evening',
            usefulFor: '1 day',
            topic: 'order',
          },
        },
        {
          after: '48h',
          when: 'large order',
          unless: 'open complaint',
          counts: 'first entry',
          touch: {
            name: 'order-call',
            purpose: 'marketing',
            via: ['call', 'sms'],
            template: 'order-call',
            usefulFor: '2 days',
            topic: 'order',
            class: 'conversion',
            score: 5,
          },
        },
      ],
    },
  ],
});
