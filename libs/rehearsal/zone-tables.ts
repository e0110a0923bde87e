import { offsetTable } from '#clock';
import type { Instant, OffsetTable } from '#journey';

const dayMs = 86_400_000;

/**
 * Offset tables around the instants that a rehearsal comes to, each built once and shared by all customers. A log of
 * thirty years needs another table than the live system's 490 days; the instants it answers for are the same.
 */
export class ZoneTables {
  private readonly known = new Map<
    string,
    { readonly from: Instant; readonly to: Instant; readonly table: OffsetTable }
  >();

  /** A table that holds from a year before `from` to two years after `to`, at least. Throws UnknownZoneError. */
  covering(zone: string, from: Instant, to: Instant): OffsetTable {
    const known = this.known.get(zone);
    if (known !== undefined && known.from <= from - 366 * dayMs && known.to >= to + 731 * dayMs) return known.table;
    const wide = {
      from: Math.min(known?.from ?? Infinity, from - 2 * 366 * dayMs),
      to: Math.max(known?.to ?? -Infinity, to + 10 * 366 * dayMs),
    };
    const table = offsetTable(zone, wide.from, wide.to);
    this.known.set(zone, { ...wide, table });
    return table;
  }
}
