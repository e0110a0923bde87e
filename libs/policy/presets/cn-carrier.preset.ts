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
    },
    {
      id: 'cn-carrier.sms-hours',
      kind: 'hours',
      purposes: ['marketing'],
      channels: ['sms'],
      allowed: [{ from: '08:00', to: '21:00' }],
      onBlock: 'hold',
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
    },
    ...(
      [
        { id: 'cn-carrier.call-1-a-minute', window: { rolling: '1m' }, limit: 1 },
        { id: 'cn-carrier.calls-5-an-hour', window: { rolling: '1h' }, limit: 5 },
        { id: 'cn-carrier.calls-20-in-24h', window: { rolling: '24h' }, limit: 20 },
      ] as const
    ).map((cap) => ({ kind: 'cap', countOn: 'attempt', channels: ['call'], onBlock: 'hold', ...cap }) as const),
  ],
} as const satisfies PolicySet;
