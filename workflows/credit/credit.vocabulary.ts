import type { LendingEvents } from '#events';
import { vocabulary } from '#journey';

export const creditWords = vocabulary<LendingEvents>()(({ guard }) => ({
  guards: {
    'large application': guard(['credit.started'], (facts) => (facts['credit.started']?.amount ?? 0) >= 50_000),
    'large limit': guard(['credit.approved'], (facts) => (facts['credit.approved']?.limit ?? 0) >= 50_000),
    'limit was raised': guard(['limit.raised'], (facts) => facts['limit.raised'] !== undefined),
  },
  templates: [
    'apply-nudge',
    'apply-call',
    'decision-slow',
    'raise-limit',
    'first-use-plain',
    'first-use-example',
    'first-use-call',
    'raised-limit-ready',
  ],
  channels: ['push', 'sms', 'wechat', 'email', 'call', 'task'],
}));
