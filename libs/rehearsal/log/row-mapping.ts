import type { CustomerEvent, Instant } from '#journey';
import { Activities } from './activities.ts';
import type { LogZone } from './log-zone.ts';
import type { Mapping } from './mapping.ts';
import type { LogColumns } from './read-log.ts';
import { RowCounts } from './row-counts.ts';
import { meaningOf } from './row-meaning.ts';
import type { RowMeaning } from './row-meaning.ts';
import { RowValues } from './row-values.ts';
import type { PropertySource } from './row-values.ts';
import { parseTimestamp } from './timestamp.ts';

/** Turns rows into events as a mapping says. One per log: it stands on one row at a time. */
export class RowMapping {
  readonly columns: LogColumns;
  private readonly values: RowValues;
  private readonly activities: Activities<RowMeaning>;
  private readonly places: ReadonlyMap<string, number>;
  private readonly customer: readonly number[];
  private readonly timestamp: number;
  private readonly activity: number;
  private readonly lifecycle: number | null;
  private at: Instant = 0;
  private meanings: readonly RowMeaning[] = [];
  private number = 0;

  constructor(
    mapping: Mapping,
    private readonly zone: LogZone,
    readonly counts: RowCounts = new RowCounts(),
  ) {
    const { customer, timestamp, activity, lifecycle, subject = {}, properties = {} } = mapping.columns;
    const required = columnsOf(mapping);
    this.columns = { required, optional: [] };
    this.places = new Map(required.map((column, place) => [column, place]));
    this.customer = this.placesOf(customer);
    [this.timestamp = 0] = this.placesOf(timestamp);
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
  read(row: readonly unknown[], cells: readonly number[], number: number): string | null {
    const { counts } = this;
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
      counts.fault(number, `has no time that can be read: ${JSON.stringify(this.values.cell(this.timestamp))}`);
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
    const { at, meanings, number } = this;
    for (let index = 0; index < meanings.length; index += 1) {
      const { type, properties: make } = meanings[index] as RowMeaning;
      const properties = make(this.values);
      const id = index === 0 ? `${number}` : `${number}.${index}`;
      events.push({ id, source: 'log', type, customerId, occurredAt: at, receivedAt: at, properties });
    }
  }

  /** Rows per activity that the mapping does not list. */
  unlisted(): { readonly [activity: string]: number } {
    return this.activities.unlisted();
  }

  private moveTo(row: readonly unknown[], cells: readonly number[], number: number): void {
    this.values.moveTo(row, cells, number);
    this.number = number;
    const stamp = row[cells[this.timestamp] as number];
    this.at = parseTimestamp(stamp, this.zone.table);
    if (this.zone.reach(this.at)) this.at = parseTimestamp(stamp, this.zone.table);
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
  const { customer, timestamp, activity, lifecycle = [], subject = {}, properties = {} } = columns;
  const ofProperties = Object.entries(properties).map(([property, is]) =>
    typeof is === 'string' ? property : 'value' in is ? [] : is.column,
  );
  return [...new Set([customer, timestamp, activity, lifecycle, ...Object.values(subject), ...ofProperties].flat())];
}
