import type { PolicySet } from '../policy-set.ts';

export const usTcpaMarketing = {
  name: 'us-tcpa-marketing',
  title: 'United States: telephone solicitation',
  origin: {
    number: '47 CFR 64.1200',
    source: 'Rules under the Telephone Consumer Protection Act',
    asOf: '2026-11-22',
    confidence: 's',
    notes:
      'A revocation must be honoured within 10 business days; here it holds at once. The national do-not-call list is not looked up.',
  },
  rules: [
    {
      id: 'us-tcpa-marketing.hours',
      kind: 'hours',
      purposes: ['marketing'],
      channels: ['call', 'sms'],
      allowed: [{ from: '08:00', to: '21:00' }],
      onBlock: 'hold',
      says: { en: 'solicitations 08:00 to 21:00 at the called party’s', zh: '营销电话仅限被叫方当地 8:00 至 21:00' },
    },
    {
      id: 'us-tcpa-marketing.consent',
      kind: 'consent',
      purposes: ['marketing'],
      channels: ['call', 'sms'],
      onBlock: 'next',
      says: { en: 'an artificial voice needs prior express consent', zh: '人工合成语音须事先明确同意' },
    },
  ],
} as const satisfies PolicySet;
