import type { PolicySet } from '../policy-set.ts';

export const cnPipl24 = {
  name: 'cn-pipl-24',
  title: 'China: automated decisions in marketing',
  origin: {
    number: 'PIPL art. 24',
    source: 'Personal Information Protection Law of the People’s Republic of China',
    asOf: '2026-11-22',
    confidence: 'F',
    notes:
      'The law asks for an option that is not personalised or for an easy refusal. This preset takes the second way; calls refuse by saying so.',
  },
  rules: [
    {
      id: 'cn-pipl-24.refusal',
      kind: 'consent',
      needs: 'no objection',
      purposes: ['marketing'],
      onBlock: 'next',
      says: { en: 'who has refused automated marketing gets none', zh: '已拒绝自动化营销的客户不再推送' },
    },
  ],
  content: [
    {
      id: 'cn-pipl-24.easy-refusal',
      kind: 'way out',
      purposes: ['marketing'],
      channels: ['sms', 'email', 'wechat', 'push', 'in-app'],
      anyOf: { zh: ['退订', '拒收', '关闭推送', '不再接收'], en: ['STOP', 'unsubscribe', 'opt out', 'turn off'] },
    },
  ],
} as const satisfies PolicySet;
