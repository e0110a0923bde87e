import type { CustomerEvent, Instant } from '#journey';
import { Activities } from './activities.ts';
import type { LogZone } from './log-zone.ts';
import type { Mapping } from './mapping.ts';
import type { LogColumns, LogRow } from './read-log.ts';
import { RowCounts } from './row-counts.ts';
import { meaningOf } from './row-meaning.ts';
import type { RowMeaning } from './row-meaning.ts';
import { RowValues, textOf } from './row-values.ts';
import type { PropertySource } from './row-values.ts';
import { parseTimestamp } from './timestamp.ts';
import type { DateOrder } from './timestamp.ts';

/** Turns rows into events as a mapping says. One per log: it stands on one row at a time. */
export class RowMapping {
  readonly columns: LogColumns;
  private readonly values: RowValues;
  private readonly activities: Activities<RowMeaning>;
  private readonly places: ReadonlyMap<string, number>;
  private readonly customer: readonly number[];
  private readonly timestamp: readonly number[];
  private readonly zoneCell: number | null;
  private readonly zones = new Map<string, LogZone | null>();
  private readonly order: DateOrder;
  private readonly from: Instant;
  private readonly until: Instant;
  private readonly activity: number;
  private readonly lifecycle: number | null;
  private at: Instant = 0;
  private meanings: readonly RowMeaning[] = [];
  private number = 0;
  /** That of the row. */
  private zone: LogZone | null;

  constructor(
    mapping: Mapping,
    private readonly ownZone: LogZone,
    readonly counts: RowCounts = new RowCounts(),
  ) {
    const { customer, timestamp, timeZone, activity, lifecycle, subject = {}, properties = {} } = mapping.columns;
    this.zone = ownZone;
    this.order = mapping.dates ?? 'year first';
    this.from = mapping.from === undefined ? -Infinity : Date.parse(mapping.from);
    this.until = mapping.until === undefined ? Infinity : Date.parse(mapping.until);
    const required = columnsOf(mapping);
    this.columns = { required, optional: [] };
    this.places = new Map(required.map((column, place) => [column, place]));
    this.customer = this.placesOf(customer);
    this.timestamp = this.placesOf(timestamp);
    this.zoneCell = timeZone === undefined ? null : (this.placesOf(timeZone)[0] ?? 0);
    [this.activity = 0] = this.placesOf(activity);
    this.lifecycle = lifecycle === undefined ? null : (this.placesOf(lifecycle)[0] ?? 0);
    const subjects = Object.entries(subject).map(([property, column]): PropertySource => ({
      property,
      places: this.placesOf(column),
      type: 'text',
    }));
    const sources = [...subjects, ...Object.entries(properties).map(([property, is]) => this.sourceOf(property, is))];
    const names = Object.keys(subject);
    const listed = new Map(
      Object.entries(mapping.activities).map(([key, means]) => [
        key,
        [means].flat().map((one) => meaningOf(one, key, sources, names)),
      ]),
    );
    this.activities = new Activities(listed, lifecycle !== undefined);
    this.values = new RowValues(mapping, counts);
  }

  /**
   * Goes to a row, counts it, and names its customer; null when it moves nothing. `number` is its place in the log,
   * from 1.
   */
  read(row: LogRow, cells: readonly number[], number: number): string | null {
    const { counts } = this;
    if (typeof row === 'string') {
      counts.unreadable += 1;
      counts.fault(number, row);
      return null;
    }
    counts.rows += 1;
    this.moveTo(row, cells, number);
    const customer = this.values.key(this.customer);
    if (customer === null) {
      counts.withoutCustomer += 1;
      counts.fault(number, 'names no customer');
      return null;
    }
    const { at } = this;
    if (Number.isNaN(at)) {
      counts.withoutTime += 1;
      counts.fault(number, this.whyNoTime());
      return null;
    }
    if (at < this.from || at > this.until) {
      counts.outsideTime += 1;
      return null;
    }
    if (at > counts.lastAt) counts.lastAt = at;
    if (at < counts.firstAt) counts.firstAt = at;
    return this.understood() ? customer : null;
  }

  /** Goes to a row that was read before and went through the disk. */
  reread(row: readonly unknown[], cells: readonly number[], number: number): void {
    this.moveTo(row, cells, number);
    this.understood();
  }

  /** Adds what the row stands for to its customer's events. */
  addTo(events: CustomerEvent[], customerId: string): void {
    const { at, meanings, number, zone } = this;
    if (this.zoneCell !== null && zone !== null) {
      const properties = { zones: [{ zone: zone.name, from: 'explicit' }] };
      const type = 'customer.updated';
      events.push({
        id: `${number}.zone`,
        source: 'log',
        type,
        customerId,
        occurredAt: at,
        receivedAt: at,
        properties,
      });
    }
    for (let index = 0; index < meanings.length; index += 1) {
      const { type, properties: make } = meanings[index] as RowMeaning;
      const properties = make(this.values);
      const id = index === 0 ? `${number}` : `${number}.${index}`;
      events.push({ id, source: 'log', type, customerId, occurredAt: at, receivedAt: at, properties });
    }
  }

  /** Activities that the mapping lists and the log does not have. */
  neverSeen(): readonly string[] {
    return this.activities.neverSeen();
  }

  /** Rows per activity that the mapping does not list. */
  unlisted(): { readonly [activity: string]: number } {
    return this.activities.unlisted();
  }

  private moveTo(row: readonly unknown[], cells: readonly number[], number: number): void {
    this.values.moveTo(row, cells, number);
    this.number = number;
    if (this.zoneCell !== null) this.zone = this.zoneNamed(this.values.cell(this.zoneCell));
    const stamp = this.stamp();
    if (this.zone === null) this.at = NaN;
    else {
      this.at = parseTimestamp(stamp, this.zone.table, this.order);
      if (this.zone.reach(this.at)) this.at = parseTimestamp(stamp, this.zone.table, this.order);
    }
  }

  private stamp(): unknown {
    const { timestamp, values } = this;
    if (timestamp.length === 1) return values.cell(timestamp[0] as number);
    return timestamp.map((place) => textOf(values.cell(place)) ?? '').join(' ');
  }

  private zoneNamed(cell: unknown): LogZone | null {
    const name = textOf(cell);
    if (name === null) return this.ownZone;
    let zone = this.zones.get(name);
    if (zone === undefined) this.zones.set(name, (zone = this.ownZone.other(name)));
    return zone;
  }

  private whyNoTime(): string {
    if (this.zone === null)
      return `names a time zone that is none: ${JSON.stringify(this.values.cell(this.zoneCell ?? 0))}`;
    const stamp = this.stamp();
    const turned =
      this.order === 'year first' && typeof stamp === 'string' && /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}/.test(stamp.trim());
    const hint = turned ? ' (say "dates": "day first" or "month first" in the mapping)' : '';
    return `has no time that can be read: ${JSON.stringify(stamp)}${hint}`;
  }

  private understood(): boolean {
    const { values, lifecycle } = this;
    const activity = this.activities.of(
      values.cell(this.activity),
      lifecycle === null ? undefined : values.cell(lifecycle),
    );
    this.meanings = activity.meanings ?? [];
    if (activity.meanings === null) activity.unlistedRows += 1;
    return activity.meanings !== null;
  }

  private placesOf(column: string | readonly string[]): readonly number[] {
    return [column].flat().map((name) => this.places.get(name) ?? 0);
  }

  private sourceOf(property: string, is: NonNullable<Mapping['columns']['properties']>[string]): PropertySource {
    if (typeof is === 'string') return { property, places: this.placesOf(property), type: is };
    if ('value' in is) return { property, places: [], type: 'text', constant: is.value };
    return { property, places: this.placesOf(is.column), type: is.type };
  }
}

function columnsOf({ columns }: Mapping): readonly string[] {
  const { customer, timestamp, timeZone = [], activity, lifecycle = [], subject = {}, properties = {} } = columns;
  const ofProperties = Object.entries(properties).map(([property, is]) =>
    typeof is === 'string' ? property : 'value' in is ? [] : is.column,
  );
  return [
    ...new Set([customer, timestamp, timeZone, activity, lifecycle, ...Object.values(subject), ...ofProperties].flat()),
  ];
}
