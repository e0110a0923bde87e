/** What `customer.flagged` may say of a customer. */
export const customerFlags = [
  'fraud-check',
  'vulnerable',
  'overdue',
  'over-indebted',
  'bankrupt',
  'deceased',
  'minor',
  'represented',
] as const;

/** All that a rule of suppress can wait for: open complaints and disputes have events of their own. */
export const flags: readonly string[] = [...customerFlags, 'complaint', 'dispute'];
