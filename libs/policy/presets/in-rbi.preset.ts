import type { PolicySet } from '../policy-set.ts';

export const inRbi = {
  name: 'in-rbi',
  title: 'India: recovery calls',
  origin: {
    number: 'RBI circular of 2022-08-12',
    source: 'Reserve Bank of India: responsibilities of regulated entities employing recovery agents',
    asOf: '2026-11-22',
    confidence: 's',
    notes: 'The hours bind agents of the institution as well.',
  },
  rules: [
    {
      id: 'in-rbi.hours',
      kind: 'hours',
      purposes: ['collection'],
      channels: ['call'],
      allowed: [{ from: '08:00', to: '19:00' }],
      onBlock: 'hold',
      says: { en: 'recovery calls 08:00 to 19:00', zh: '催收电话仅限 8:00 至 19:00' },
    },
  ],
} as const satisfies PolicySet;
