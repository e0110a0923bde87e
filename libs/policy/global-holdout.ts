import type { Holdout } from './holdout.ts';
import type { PolicySet } from './policy-set.ts';

/** The institution's holdout as a set of one rule, which every verdict looks at before all others; none for 0 percent. */
export function globalHoldout({ percent, salt }: Holdout): readonly PolicySet[] {
  if (percent === 0) return [];
  return [
    {
      name: 'global-holdout',
      rules: [
        {
          ...{ id: 'global-holdout', kind: 'holdout', percent, salt, onBlock: 'drop' },
          says: { en: 'a share of all customers is deliberately not contacted', zh: '部分客户按设计不做触达' },
        },
      ],
    },
  ];
}
