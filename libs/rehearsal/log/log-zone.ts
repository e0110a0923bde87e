import { isZone } from '#clock';
import type { Instant, OffsetTable } from '#journey';
import type { ZoneTables } from '../zone-tables.ts';

const yearMs = 366 * 86_400_000;
/** A slip of the pen (year 1, year 9999) is no reason to work out the offsets of millennia. */
const [earliest, latest] = [Date.UTC(1900, 0, 1), Date.UTC(2100, 0, 1)];

/** The zone of a log, its table as wide as the log has come to: working out a year of offsets takes milliseconds. */
export class LogZone {
  table: OffsetTable;
  private from: Instant = Infinity;
  private to: Instant = -Infinity;

  constructor(
    readonly name: string,
    private readonly tables: ZoneTables,
  ) {
    this.table = { zone: name, changes: [] };
  }

  /** Another zone that rows may be written in; null when there is none of that name. */
  other(name: string): LogZone | null {
    return isZone(name) ? new LogZone(name, this.tables) : null;
  }

  /** True when the table has become another: what was read by the old one is to be read again. */
  reach(at: Instant): boolean {
    const within = Math.min(Math.max(at, earliest), latest);
    if (Number.isNaN(at) || (within >= this.from && within <= this.to)) return false;
    this.from = Math.min(this.from, within - yearMs);
    this.to = Math.max(this.to, within + yearMs);
    this.table = this.tables.covering(this.name, this.from, this.to);
    return true;
  }
}
