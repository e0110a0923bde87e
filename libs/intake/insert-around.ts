import type { Fault } from '#events';
import type { Insertion, NewEvent } from '#store';

/** What became of an event that the store cannot hold. */
export interface Unstorable {
  readonly fault: Fault;
}

/**
 * Inserts all that can be inserted. A batch that fails for what one event holds is halved until that one stands alone and
 * is refused by name, so that it takes nobody with it. Every other failure of the store is thrown on.
 */
export async function insertAround(
  insert: (events: readonly NewEvent[]) => Promise<readonly Insertion[]>,
  events: readonly NewEvent[],
): Promise<readonly (Insertion | Unstorable)[]> {
  if (events.length === 0) return [];
  try {
    return await insert(events);
  } catch (error) {
    if (!isAboutContent(error)) throw error;
    if (events.length === 1) return [{ fault: { path: '', message: error.message } }];
    const middle = Math.ceil(events.length / 2);
    const first = await insertAround(insert, events.slice(0, middle));
    return [...first, ...(await insertAround(insert, events.slice(middle)))];
  }
}

/** SQLSTATE class 22 is PostgreSQL's "data exception". */
function isAboutContent(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error)) return false;
  if (error.code === 'STORE_UNSTORABLE_TEXT') return true;
  return 'sqlState' in error && typeof error.sqlState === 'string' && error.sqlState.startsWith('22');
}
