import { onboardingWords } from './onboarding.vocabulary.ts';

export const onboarding = onboardingWords.journey({
  id: 'onboarding',
  version: 1,
  title: 'Onboarding',
  owner: 'growth',
  startsOn: 'registration.started',
  goal: { on: 'identity.verified', within: '30 days' },
  expiresAfter: '30 days',
  experiment: { id: 'onboarding-tone', arms: { plain: 50, friendly: 50 } },
  stages: [
    {
      name: 'register',
      title: 'Registration',
      doneOn: 'registration.completed',
      stalls: [
        {
          after: '30m',
          touch: {
            name: 'register-nudge',
            purpose: 'service',
            via: ['push', 'sms'],
            template: { plain: 'register-plain', friendly: 'register-friendly' },
            topic: 'registration',
          },
        },
        {
          after: '2 days',
          touch: {
            name: 'register-help',
            purpose: 'service',
            via: ['wechat', 'sms'],
            template: 'register-help',
            usefulFor: '3 days',
            topic: 'registration',
          },
        },
      ],
    },
    {
      name: 'identity',
      title: 'Identity check',
      doneOn: 'identity.verified',
      // A check that failed is a new start: other advice, and the clock runs anew.
      reentersOn: 'identity.failed',
      stalls: [
        {
          after: '30m',
          unless: 'identity check failed',
          resolvedOn: 'identity.started',
          touch: {
            name: 'identity-nudge',
            purpose: 'service',
            via: ['push', 'sms'],
            template: { plain: 'identity-plain', friendly: 'identity-friendly' },
            topic: 'identity',
          },
        },
        {
          name: 'identity-retry',
          after: '10m',
          when: 'identity check failed',
          unless: 'identity refused for good',
          touch: {
            name: 'identity-retry',
            purpose: 'service',
            via: ['push', 'wechat', 'sms'],
            template: 'identity-retry',
            topic: 'identity',
          },
        },
        {
          after: '24h',
          counts: 'first entry',
          unless: 'identity refused for good',
          touch: {
            name: 'identity-call',
            purpose: 'service',
            via: ['call', 'task'],
            template: 'identity-call',
            usefulFor: '2 days',
            topic: 'identity',
          },
        },
        {
          after: '7 days',
          counts: 'first entry',
          unless: 'identity refused for good',
          touch: {
            name: 'identity-last',
            purpose: 'service',
            via: ['wechat', 'sms'],
            template: 'identity-last',
            usefulFor: '3 days',
            topic: 'identity',
          },
        },
      ],
    },
  ],
});
