import type { ClockReading, PublishedPart } from '#activities';
import type { CustomerState, Happening } from '#customer';
import type { Instant } from '#journey';

/**
 * What a run hands to the one that continues it.
 *
 * Decision: how does the state cross a continue-as-new? Options: (a) the snapshot in PostgreSQL, (b) the arguments. With (a)
 * the state is in the new history as well (as the result of `load`), after a write and a read of the database and three
 * more events; and a run that cannot save cannot continue. So (b).
 */
export interface Carried {
  readonly schema: 1;
  readonly state: CustomerState;
  readonly outbox: readonly Happening[];
  readonly looksAgain: boolean;
  readonly generation: number;
  readonly clock: ClockReading;
  readonly published: PublishedPart;
  readonly publishedAt: Instant;
}
