import { lendingCatalogue } from '#workflows/catalogue';
import { nudgeCatalogue } from './nudge.journey.ts';
import { raceCatalogue } from './race.journeys.ts';

/** What a worker of these tests can be for; the bundle of each has the same name. */
export const catalogues = { nudge: nudgeCatalogue, race: raceCatalogue, lending: lendingCatalogue };

export type CatalogueName = keyof typeof catalogues;
