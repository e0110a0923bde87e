import type { LendingEvents } from '#events';
import { vocabulary } from '#journey';

export const repaymentWords = vocabulary<LendingEvents>()(({ guard }) => ({
  guards: {
    // A payment that leaves nothing open, or the whole loan paid off at once.
    'bill settled': guard(
      ['bill.issued', 'repayment.received', 'loan.paid_off'],
      (facts) =>
        facts['repayment.received']?.remaining === 0 ||
        (facts['loan.paid_off'] !== undefined && facts['loan.paid_off'].loanId === facts['bill.issued']?.loanId),
    ),
    'open dispute': guard(['dispute.opened', 'dispute.closed'], (_facts, times) => disputed(times)),
    'dispute or promise': guard(
      ['dispute.opened', 'dispute.closed', 'channel.outcome'],
      (facts, times) => disputed(times) || facts['channel.outcome']?.disposition === 'promised',
    ),
    'promised to pay': guard(['channel.outcome'], (facts) => facts['channel.outcome']?.disposition === 'promised'),
  },
  templates: [
    'bill-soon',
    'bill-today',
    'overdue-first',
    'overdue-call',
    'overdue-plan',
    'overdue-person',
    'rest-soon',
    'rest-overdue',
    'rest-call',
  ],
  channels: ['push', 'wechat', 'sms', 'email', 'call', 'task'],
}));

interface DisputeTimes {
  readonly 'dispute.opened'?: number | undefined;
  readonly 'dispute.closed'?: number | undefined;
}

function disputed(times: DisputeTimes): boolean {
  const opened = times['dispute.opened'];
  return opened !== undefined && opened > (times['dispute.closed'] ?? -Infinity);
}
