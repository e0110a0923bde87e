import type { ClockRow } from './clock-row.ts';

/** Where the one row of a persisted clock is kept. */
export interface ClockStore {
  /** Null before the clock was ever set. */
  read(): Promise<ClockRow | null>;
  /** Reads, changes and writes as one: nobody else's change comes in between. Answers with what was written. */
  change(next: (row: ClockRow | null) => ClockRow): Promise<ClockRow>;
}
