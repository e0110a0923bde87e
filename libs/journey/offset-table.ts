import type { Instant } from './instant.ts';

/**
 * One time zone's offsets as data, because ICU differs between Node builds and the core must replay alike everywhere.
 * `changes` are ordered; each says "from this instant on, local time is UTC plus so many minutes". The first row
 * holds for all earlier instants too.
 */
export interface OffsetTable {
  readonly zone: string;
  readonly changes: readonly (readonly [from: Instant, minutesEast: number])[];
}
