import type { LendingEvents } from '#events';
import { vocabulary } from '#journey';

export const reactivationWords = vocabulary<LendingEvents>()(({ guard }) => ({
  guards: {
    'silent for 30 days': guard(['customer.inactive', 'loan.paid_off'], (facts, times) => {
      const days = facts['customer.inactive']?.days ?? 0;
      return days >= 30 && days < 90 && (times['customer.inactive'] ?? 0) >= (times['loan.paid_off'] ?? 0);
    }),
    'silent for 90 days': guard(['customer.inactive', 'loan.paid_off'], (facts, times) => {
      const days = facts['customer.inactive']?.days ?? 0;
      return days >= 90 && (times['customer.inactive'] ?? 0) >= (times['loan.paid_off'] ?? 0);
    }),
    'just paid off': guard(
      ['customer.inactive', 'loan.paid_off'],
      (_facts, times) => (times['loan.paid_off'] ?? 0) > (times['customer.inactive'] ?? 0),
    ),
  },
  templates: ['paid-off-thanks', 'come-back-reminder', 'come-back-voucher', 'long-silent', 'long-silent-call'],
  channels: ['push', 'wechat', 'email', 'sms', 'call'],
}));
