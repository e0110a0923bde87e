import { repaymentWords } from './repayment.vocabulary.ts';

// A due date stands for the midnight that begins its day; so `past: '10h'` is ten in the morning of the due day, and
// `past: '34h'` ten in the morning of the first day overdue.
const date = 'bill.issued:dueOn';

export const repayment = repaymentWords.journey({
  id: 'repayment',
  version: 1,
  title: 'Repayment of one bill',
  owner: 'servicing',
  startsOn: 'bill.issued',
  key: 'billId',
  goal: { on: ['repayment.received', 'loan.paid_off'], when: 'bill settled' },
  expiresAfter: '120 days',
  stages: [
    {
      name: 'payment',
      title: 'First payment',
      doneOn: 'repayment.received',
      stalls: [
        {
          before: '3 days',
          date,
          touch: {
            name: 'bill-soon',
            purpose: 'transactional',
            via: ['push', 'wechat', 'sms'],
            template: 'bill-soon',
            usefulFor: '2 days',
            topic: 'bill',
            class: 'reminder',
          },
        },
        {
          past: '10h',
          date,
          touch: {
            name: 'bill-today',
            purpose: 'transactional',
            via: ['push', 'sms'],
            template: 'bill-today',
            usefulFor: '10h',
            topic: 'bill',
            class: 'reminder',
            score: 5,
          },
        },
        {
          past: '34h',
          date,
          unless: 'open dispute',
          touch: {
            name: 'overdue-first',
            purpose: 'collection',
            via: ['push', 'sms'],
            template: 'overdue-first',
            topic: 'overdue',
          },
        },
        {
          past: '4 days',
          date,
          unless: 'dispute or promise',
          touch: {
            name: 'overdue-call',
            purpose: 'collection',
            via: ['call', 'sms'],
            template: 'overdue-call',
            usefulFor: '2 days',
            topic: 'overdue',
            score: 5,
          },
        },
        {
          past: '8 days',
          date,
          unless: 'open dispute',
          touch: {
            name: 'overdue-plan',
            purpose: 'collection',
            via: ['wechat', 'email', 'sms'],
            template: 'overdue-plan',
            usefulFor: '3 days',
            topic: 'overdue',
          },
        },
        {
          past: '15 days',
          date,
          unless: 'promised to pay',
          touch: {
            name: 'overdue-person',
            purpose: 'collection',
            via: ['task'],
            template: 'overdue-person',
            usefulFor: '5 days',
            topic: 'overdue',
            score: 10,
          },
        },
      ],
    },
    {
      name: 'rest',
      title: 'Part-paid, then settled',
      doneOn: ['repayment.received', 'loan.paid_off'],
      doneWhen: 'bill settled',
      optional: true,
      stalls: [
        {
          before: '1 day',
          date,
          touch: {
            name: 'rest-soon',
            purpose: 'transactional',
            via: ['push', 'wechat', 'sms'],
            template: 'rest-soon',
            topic: 'bill',
            class: 'reminder',
          },
        },
        {
          past: '58h',
          date,
          unless: 'open dispute',
          touch: {
            name: 'rest-overdue',
            purpose: 'collection',
            via: ['push', 'wechat', 'sms'],
            template: 'rest-overdue',
            usefulFor: '2 days',
            topic: 'overdue',
          },
        },
        {
          after: '14 days',
          unless: 'dispute or promise',
          touch: {
            name: 'rest-call',
            purpose: 'collection',
            via: ['call', 'task'],
            template: 'rest-call',
            usefulFor: '3 days',
            topic: 'overdue',
          },
        },
      ],
    },
  ],
});
