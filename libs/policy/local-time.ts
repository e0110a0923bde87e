import { offsetAt } from '#journey';
import type { Instant, OffsetTable } from '#journey';

export const DAY_MS = 86_400_000;

/** Milliseconds by which the zone's wall clock is ahead of UTC at `at`. */
export function offsetMs(table: OffsetTable, at: Instant): number {
  return offsetAt(table, at) * 60_000;
}

/** The first change of offset after `at`; Infinity where the table ends. */
export function nextOffsetChange(table: OffsetTable, at: Instant): Instant {
  for (let i = 1; i < table.changes.length; i += 1) {
    const change = table.changes[i];
    if (change !== undefined && change[0] > at) return change[0];
  }
  return Infinity;
}

/** The local date, as days since 1970-01-01. */
export function localDay(table: OffsetTable, at: Instant): number {
  return Math.floor((at + offsetMs(table, at)) / DAY_MS);
}

/** The first instant at or after `notBefore` at which the local date is `day` or later: midnight, where there is one. */
export function startOfLocalDay(table: OffsetTable, day: number, notBefore: Instant): Instant {
  for (let from = notBefore; ;) {
    const starts = Math.max(from, day * DAY_MS - offsetMs(table, from));
    const changes = nextOffsetChange(table, from);
    if (starts < changes) return starts;
    from = changes;
  }
}

/**
 * The next instant after `t` at which a change of offset takes the wall clock back to a date that it had left, as in
 * Newfoundland, where until 2011 clocks went back at one minute past midnight; Infinity where none comes within two days.
 */
export function dateGoesBackAt(table: OffsetTable, t: Instant): Instant {
  for (let from = nextOffsetChange(table, t); from <= t + 2 * DAY_MS; from = nextOffsetChange(table, from)) {
    if (localDay(table, from) < localDay(table, from - 1)) return from;
  }
  return Infinity;
}
