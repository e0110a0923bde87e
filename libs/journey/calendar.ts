import { durationOf } from './duration.ts';
import type { Duration, ParsedDuration } from './duration.ts';
import type { Instant } from './instant.ts';
import { instantOfLocal, localTime } from './offset-table.ts';
import type { OffsetTable } from './offset-table.ts';

const dayMs = 86_400_000;

/**
 * `at` plus (or, with sign -1, minus) a duration: elapsed time to the millisecond, calendar days to the same local time so
 * many days on in the zone of the table.
 */
export function addDuration(at: Instant, duration: Duration, table: OffsetTable, sign: 1 | -1 = 1): Instant {
  return shift(at, durationOf(duration), table, sign);
}

export function shift(at: Instant, duration: ParsedDuration, table: OffsetTable, sign: 1 | -1 = 1): Instant {
  if (duration.kind === 'elapsed') return at + sign * duration.ms;
  return instantOfLocal(table, localTime(table, at) + sign * duration.days * dayMs);
}
