import type { PolicySet } from '../policy-set.ts';

export const euGdpr21 = {
  name: 'eu-gdpr-21',
  title: 'European Union: objection to direct marketing',
  origin: {
    number: 'GDPR art. 21(2), 21(3)',
    source: 'Regulation (EU) 2016/679',
    asOf: '2026-11-22',
    confidence: 'F',
    notes:
      'The objection is absolute. National rules on electronic marketing (consent before e-mail and SMS) come on top and are not here.',
  },
  rules: [
    {
      id: 'eu-gdpr-21.objection',
      kind: 'consent',
      needs: 'no objection',
      purposes: ['marketing'],
      onBlock: 'drop',
      says: { en: 'an objection to direct marketing is absolute', zh: '客户反对直接营销后一律不再营销' },
    },
  ],
} as const satisfies PolicySet;
