import type { ActivityBook } from '#activities';

/**
 * The activities of the lending catalogue, by the names under which its vocabularies declare them; none so far. Only the
 * worker loads them: journey files name them, and no workflow carries them along.
 */
export const lendingActivities: ActivityBook = {};
