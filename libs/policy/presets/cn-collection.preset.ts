import type { PolicySet } from '../policy-set.ts';

export const cnCollection = {
  name: 'cn-collection',
  title: 'China: collection of personal credit',
  origin: {
    number: 'GB/T 45251-2025',
    source:
      'Internet finance: guide to the risk control of post-loan collection for personal online consumer credit, in force 2025-02-28',
    asOf: '2026-11-22',
    confidence: 's',
    notes:
      'Bots, the institution and its agencies count together: report the calls of agencies as contacts made elsewhere. "The debtor only, not contact persons" is not a rule here: a touch goes to the customer only.',
  },
  rules: [
    {
      id: 'cn-collection.night',
      kind: 'hours',
      purposes: ['collection'],
      allowed: [{ from: '08:00', to: '22:00' }],
      onBlock: 'hold',
      overriddenBy: ['agreed hours'],
      says: {
        en: 'no collection contact from 22:00 to 08:00 unless agreed',
        zh: '22:00 至次日 8:00 不得催收，另有约定除外',
      },
    },
    {
      id: 'cn-collection.three-connected-a-day',
      kind: 'cap',
      countOn: 'connected',
      purposes: ['collection'],
      channels: ['call'],
      window: { calendarDays: 1 },
      limit: 3,
      onBlock: 'hold',
      says: { en: 'at most three connected calls a day per debtor', zh: '每日接通的催收电话不超过三次' },
    },
  ],
} as const satisfies PolicySet;
