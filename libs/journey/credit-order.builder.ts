import type { JourneyDefinition } from './definition.ts';
import { vocabulary } from './vocabulary.ts';

/** The events of the specs, as a product team would declare them. */
export interface SpecEvents {
  'application.started': { orderId: string; amount: number };
  'application.withdrawn': { orderId: string };
  'identity.verified': { orderId: string };
  'offer.sent': { orderId: string };
  'offer.cancelled': { orderId: string };
  'offer.accepted': { orderId: string };
  'order.funded': { orderId: string };
  'complaint.opened': { complaintId: string };
  'complaint.closed': { complaintId: string };
  'bill.issued': { billId: string; dueOn: string; amount: number };
  'repayment.received': { billId: string; remaining: number };
  'page.visited': { page?: string };
  'order.placed': { page?: string };
}

/** The words of the specs. */
export const words = vocabulary<SpecEvents>()(({ guard }) => ({
  guards: {
    'large order': guard(['application.started'], (facts) => (facts['application.started']?.amount ?? 0) >= 50_000),
    'open complaint': guard(
      ['complaint.opened', 'complaint.closed'],
      (_facts, times) => (times['complaint.opened'] ?? -Infinity) > (times['complaint.closed'] ?? -Infinity),
    ),
    settled: guard(['repayment.received'], (facts) => facts['repayment.received']?.remaining === 0),
    broken: guard(['application.started'], () => {
      throw new Error('it is broken');
    }),
  },
  templates: ['kyc-plain', 'kyc-friendly', 'kyc-call-script', 'offer-reminder', 'due-soon'],
  channels: ['push', 'sms', 'call', 'wechat'],
}));

/** The journey of the design, with an offer that can be sent anew. `changed`: members to replace. */
export function creditOrder(changed: Partial<JourneyDefinition> = {}): JourneyDefinition {
  const journey = words.journey({
    id: 'credit-order',
    version: 3,
    title: 'Credit order',
    owner: 'lending',
    startsOn: 'application.started',
    key: 'orderId',
    goal: { on: 'order.funded', within: '14 days' },
    exitsOn: ['application.withdrawn'],
    stages: [
      {
        name: 'kyc',
        title: 'Identity check',
        doneOn: 'identity.verified',
        stalls: [
          {
            after: '30m',
            unless: 'open complaint',
            touch: { name: 'kyc-nudge', purpose: 'service', via: ['push', 'sms'], template: 'kyc-plain' },
          },
          {
            after: '24h',
            when: 'large order',
            touch: {
              name: 'kyc-call',
              purpose: 'service',
              via: ['call'],
              template: 'kyc-call-script',
              usefulFor: '2 days',
            },
          },
        ],
      },
      { name: 'sent', title: 'Offer sent', doneOn: 'offer.sent' },
      {
        name: 'offer',
        title: 'Offer accepted',
        doneOn: 'offer.accepted',
        reentersOn: 'offer.sent',
        stalls: [
          {
            after: '4h',
            resolvedOn: 'offer.cancelled',
            touch: {
              name: 'offer-nudge',
              purpose: 'marketing',
              via: ['wechat', 'sms'],
              template: 'offer-reminder',
              usefulFor: '3 days',
            },
          },
          { name: 'silent', after: '168h', counts: 'first entry', resolvedOn: 'offer.cancelled' },
        ],
      },
    ],
  });
  return Object.keys(changed).length === 0 ? journey : { ...journey, ...changed };
}
