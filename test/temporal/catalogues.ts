import { lendingCatalogue } from '#workflows/catalogue';
import { nudgeCatalogue } from './nudge.journey.ts';

/** What a worker of these tests can be for; the bundle of each has the same name. */
export const catalogues = { nudge: nudgeCatalogue, lending: lendingCatalogue };

export type CatalogueName = keyof typeof catalogues;
