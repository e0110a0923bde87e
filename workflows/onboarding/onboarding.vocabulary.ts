import type { LendingEvents } from '#events';
import { vocabulary } from '#journey';

export const onboardingWords = vocabulary<LendingEvents>()(({ guard }) => ({
  guards: {
    'identity check failed': guard(['identity.failed'], (facts) => facts['identity.failed'] !== undefined),
    'identity refused for good': guard(['identity.failed'], (facts) => facts['identity.failed']?.final === true),
  },
  templates: [
    'register-plain',
    'register-friendly',
    'register-help',
    'identity-plain',
    'identity-friendly',
    'identity-retry',
    'identity-call',
    'identity-last',
  ],
  channels: ['push', 'sms', 'wechat', 'call', 'task'],
}));
