import type { PolicySet } from '../policy-set.ts';

export const cnSms = {
  name: 'cn-sms',
  title: 'China: commercial SMS',
  origin: {
    number: 'MIIT order 31 (2015)',
    source: 'Measures for the administration of communication short message services',
    asOf: '2026-11-22',
    confidence: 's',
    notes: 'Consent first, stop on refusal, and a way to refuse in every message.',
  },
  rules: [
    {
      id: 'cn-sms.consent',
      kind: 'consent',
      purposes: ['marketing'],
      channels: ['sms'],
      onBlock: 'next',
      says: { en: 'commercial SMS needs consent', zh: '商业性短信须经用户同意' },
    },
  ],
  content: [
    {
      id: 'cn-sms.way-out',
      kind: 'way out',
      purposes: ['marketing'],
      channels: ['sms'],
      anyOf: { zh: ['退订', '拒收', '回T', '回TD'], en: ['STOP', 'unsubscribe', 'reply TD', 'reply T'] },
    },
  ],
} as const satisfies PolicySet;
