/** Importance, the most important first; a class stands above every score. */
export const touchClasses = ['regulatory', 'service', 'reminder', 'conversion', 'marketing'] as const;
export type TouchClass = (typeof touchClasses)[number];
