import type { LendingEvents } from '#events';
import { vocabulary } from '#journey';

export const orderWords = vocabulary<LendingEvents>()(({ guard }) => ({
  guards: {
    'large order': guard(['order.page_visited'], (facts) => (facts['order.page_visited']?.amount ?? 0) >= 5_000),
    'open complaint': guard(['complaint.opened', 'complaint.closed'], (_facts, times) => {
      const opened = times['complaint.opened'];
      return opened !== undefined && opened > (times['complaint.closed'] ?? -Infinity);
    }),
  },
  templates: ['order-plain', 'order-instalments', 'order-evening', 'order-call'],
  channels: ['push', 'in-app', 'wechat', 'sms', 'call'],
}));
