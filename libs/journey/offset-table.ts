import type { Instant } from './instant.ts';

/**
 * One time zone's offsets as data, because ICU differs between Node builds and the core must replay alike everywhere.
 * `changes` are ordered; each says "from this instant on, local time is UTC plus so many minutes". The first row
 * holds for all earlier instants too.
 */
export interface OffsetTable {
  readonly zone: string;
  readonly changes: readonly (readonly [from: Instant, minutesEast: number])[];
  /** The version of the IANA data that it was built from, such as `2025c`. Absent in a table from before it was told. */
  readonly iana?: string;
}

const minuteMs = 60_000;

/** Minutes east of UTC at an instant. An empty table is UTC. */
export function offsetAt(table: OffsetTable, at: Instant): number {
  return table.changes[rowAt(table, at)]?.[1] ?? 0;
}

/** What the local clock shows, as the milliseconds that UTC would have when showing the same. */
export function localTime(table: OffsetTable, at: Instant): number {
  return at + offsetAt(table, at) * minuteMs;
}

/**
 * The instant at which the local clock shows `local` (milliseconds as if UTC). A time that comes twice, when clocks go
 * back: its first occurrence. A time that is skipped, when they go forward: the first instant after the gap.
 */
export function instantOfLocal(table: OffsetTable, local: number): Instant {
  const { changes } = table;
  if (changes.length === 0) return local;
  // Offsets stay within a day of each other, so only the rows in force around `local` can show it.
  const last = rowAt(table, local + 24 * 60 * minuteMs);
  for (let row = rowAt(table, local - 24 * 60 * minuteMs); row <= last; row++) {
    const from = row === 0 ? -Infinity : (changes[row]?.[0] ?? -Infinity);
    const until = changes[row + 1]?.[0] ?? Infinity;
    const instant = local - (changes[row]?.[1] ?? 0) * minuteMs;
    if (instant < until) return Math.max(instant, from);
  }
  return local - (changes[last]?.[1] ?? 0) * minuteMs;
}

function rowAt({ changes }: OffsetTable, at: Instant): number {
  let low = 0;
  let high = changes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((changes[middle]?.[0] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return Math.max(low, 0);
}
