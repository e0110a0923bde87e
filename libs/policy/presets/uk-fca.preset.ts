import type { PolicySet } from '../policy-set.ts';

export const ukFca = {
  name: 'uk-fca',
  title: 'United Kingdom: arrears and collection',
  origin: {
    number: 'CONC 7.9',
    source: 'FCA Handbook, Consumer Credit sourcebook',
    asOf: '2026-11-22',
    confidence: 'F',
    notes:
      'The rule says "not at unreasonable times" and gives no number: these hours are ours, set your own. The old 3% allowance of abandoned calls ended in 2017 and is no rule.',
  },
  rules: [
    {
      id: 'uk-fca.reasonable-times',
      kind: 'hours',
      purposes: ['collection'],
      channels: ['call', 'sms'],
      allowed: [
        { from: '08:00', to: '21:00', days: [1, 2, 3, 4, 5] },
        { from: '09:00', to: '18:00', days: [6, 7] },
      ],
      onBlock: 'hold',
      says: { en: 'not at unreasonable times', zh: '不得在不合理的时间联系' },
    },
  ],
} as const satisfies PolicySet;
