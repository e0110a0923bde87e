import type { Instant, OffsetTable } from '#journey';

const DAY_MS = 86_400_000;
/** A table begins so long before the day on which it was built, and ends 400 days after it. */
const BACK_MS = 90 * DAY_MS;
const OLD_MS = 200 * DAY_MS;

/**
 * Will what is counted from here on soon leave the table? It comes with the snapshot, and a customer for whom something is
 * always armed loads none for years. Or have governments changed their minds since: is it of other time zone data than
 * `iana`, where that is known?
 */
export function isWornOut({ changes, iana: of }: OffsetTable, at: Instant, iana: string | undefined): boolean {
  const begins = changes[0]?.[0];
  return (iana !== undefined && of !== iana) || (begins !== undefined && at > begins + BACK_MS + OLD_MS);
}
