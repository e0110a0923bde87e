import type { PolicySet } from '../policy-set.ts';

export const usFlorida = {
  name: 'us-florida',
  title: 'Florida: telephone solicitation',
  origin: {
    number: 'Fla. Stat. 501.616(6)',
    source: 'Florida Telemarketing Act',
    asOf: '2026-11-22',
    confidence: 'F',
    notes:
      'Counted per subject matter, whatever number is called from. Say the topic of a touch, or all touches without one count together.',
  },
  rules: [
    {
      id: 'us-florida.hours',
      kind: 'hours',
      purposes: ['marketing'],
      channels: ['call', 'sms'],
      allowed: [{ from: '08:00', to: '20:00' }],
      onBlock: 'hold',
      says: { en: 'solicitations 08:00 to 20:00 at the called party’s', zh: '营销电话仅限被叫方当地 8:00 至 20:00' },
    },
    {
      id: 'us-florida.three-in-24h',
      kind: 'cap',
      countOn: 'attempt',
      purposes: ['marketing'],
      channels: ['call', 'sms'],
      subject: 'topic',
      window: { rolling: '24h' },
      limit: 3,
      onBlock: 'hold',
      says: { en: 'at most 3 in any 24 hours on the same subject', zh: '同一事项 24 小时内不超过 3 次' },
    },
  ],
} as const satisfies PolicySet;
