import type { PolicySet } from '../policy-set.ts';

export const inTrai = {
  name: 'in-trai',
  title: 'India: promotional communication',
  origin: {
    number: 'TCCCPR 2018',
    source: 'Telecom Regulatory Authority of India: commercial communications customer preference regulations',
    asOf: '2026-11-22',
    confidence: 's',
    notes: 'Preferences registered with the carrier and templates on the ledger of the carriers are not looked up.',
  },
  rules: [
    {
      id: 'in-trai.hours',
      kind: 'hours',
      purposes: ['marketing'],
      channels: ['call', 'sms'],
      allowed: [{ from: '10:00', to: '21:00' }],
      onBlock: 'hold',
      says: { en: 'promotional calls and messages 10:00 to 21:00', zh: '促销通信仅限 10:00 至 21:00' },
    },
  ],
} as const satisfies PolicySet;
