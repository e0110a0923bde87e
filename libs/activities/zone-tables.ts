import { offsetTable } from '#clock';
import type { Instant, OffsetTable } from '#journey';

const DAY = 86_400_000;
const KEPT = 500;

/**
 * Offset tables from 90 days back to 400 days ahead, kept per zone and day: most customers share a few zones, and building
 * one asks ICU several hundred times.
 */
export class ZoneTables {
  readonly #tables = new Map<string, OffsetTable>();

  of(zone: string, at: Instant): OffsetTable {
    const day = Math.floor(at / DAY);
    const key = `${zone}/${day}`;
    const kept = this.#tables.get(key);
    if (kept !== undefined) return kept;
    const table = offsetTable(zone, (day - 90) * DAY, (day + 400) * DAY);
    if (this.#tables.size >= KEPT) this.#tables.clear();
    this.#tables.set(key, table);
    return table;
  }
}
