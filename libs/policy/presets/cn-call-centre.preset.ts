import type { PolicySet } from '../policy-set.ts';

export const cnCallCentre = {
  name: 'cn-call-centre',
  title: 'China: call centres',
  origin: {
    number: 'MIIT notice on call centre business, 2020',
    source: 'Notice on strengthening the administration of call centre business',
    asOf: '2026-11-22',
    confidence: 's',
    notes:
      'Recordings and evidence are kept for 30 days or more: that is for the telephony and the archive, not for a verdict.',
  },
  rules: [
    {
      id: 'cn-call-centre.consent',
      kind: 'consent',
      purposes: ['marketing'],
      channels: ['call'],
      onBlock: 'next',
      says: { en: 'commercial outbound calls need consent', zh: '商业性外呼须经用户同意' },
    },
  ],
} as const satisfies PolicySet;
