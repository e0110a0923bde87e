import type { PolicySet } from '../policy-set.ts';

export const cnCarrier = {
  name: 'cn-carrier',
  title: 'China: what carriers and voice providers allow',
  origin: {
    number: 'none',
    source: 'published policies of providers of voice and SMS; no law',
    asOf: '2026-11-22',
    confidence: 'F',
    notes:
      'Failed calls count. A rejected call may be reported as busy: no refusal is read from it. Switch off redialling at the provider.',
  },
  rules: [
    {
      id: 'cn-carrier.voice-hours',
      kind: 'hours',
      channels: ['call'],
      allowed: [{ from: '09:00', to: '21:00' }],
      onBlock: 'hold',
      says: { en: 'voice calls 09:00 to 21:00', zh: '语音电话仅限 9:00 至 21:00' },
    },
    {
      id: 'cn-carrier.sms-hours',
      kind: 'hours',
      purposes: ['marketing'],
      channels: ['sms'],
      allowed: [{ from: '08:00', to: '21:00' }],
      onBlock: 'hold',
      says: { en: 'promotional messages 08:00 to 21:00', zh: '推广短信仅限 8:00 至 21:00' },
    },
    {
      id: 'cn-carrier.sms-10-in-24h',
      kind: 'cap',
      countOn: 'attempt',
      purposes: ['marketing'],
      channels: ['sms'],
      window: { rolling: '24h' },
      limit: 10,
      onBlock: 'hold',
      says: { en: 'not more than 10 promotional messages in 24 hours', zh: '24 小时内推广短信不超过 10 条' },
    },
    ...(
      [
        {
          id: 'cn-carrier.call-1-a-minute',
          window: { rolling: '1m' },
          limit: 1,
          says: { en: 'not more than 1 call a minute', zh: '每分钟拨打不超过 1 次' },
        },
        {
          id: 'cn-carrier.calls-5-an-hour',
          window: { rolling: '1h' },
          limit: 5,
          says: { en: 'not more than 5 calls an hour', zh: '每小时拨打不超过 5 次' },
        },
        {
          id: 'cn-carrier.calls-20-in-24h',
          window: { rolling: '24h' },
          limit: 20,
          says: { en: 'not more than 20 calls in 24 hours', zh: '24 小时内拨打不超过 20 次' },
        },
      ] as const
    ).map((cap) => ({ kind: 'cap', countOn: 'attempt', channels: ['call'], onBlock: 'hold', ...cap }) as const),
  ],
} as const satisfies PolicySet;
