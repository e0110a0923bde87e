export const purposes = ['service', 'transactional', 'marketing', 'collection'] as const;
export type Purpose = (typeof purposes)[number];
