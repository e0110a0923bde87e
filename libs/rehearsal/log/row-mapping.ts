import type { CustomerEvent, Instant, Json, OffsetTable } from '#journey';
import type { Mapping, Meaning } from './mapping.ts';
import type { LogColumns } from './read-log.ts';
import { parseTimestamp } from './timestamp.ts';

/** One row of the log that means something, as the events it stands for. */
export interface MappedRow {
  readonly customerId: string;
  readonly at: Instant;
  readonly events: readonly CustomerEvent[];
}

interface PropertyCell {
  readonly property: string;
  readonly place: number;
  readonly type: 'text' | 'number' | 'boolean' | 'date';
}

type Properties = { readonly [name: string]: Json };
type Compiled = (properties: () => Properties) => { readonly type: string; readonly properties: Properties };

/** What was found while rows were read: told at the end, so that a wrong mapping does not pass for a quiet log. */
export interface RowCounts {
  rows: number;
  unreadable: number;
  withoutCustomer: number;
  withoutTime: number;
  wrongValues: number;
  firstFaults: string[];
  readonly unlisted: Map<string, number>;
  firstAt: Instant;
  lastAt: Instant;
}

export function freshCounts(): RowCounts {
  return {
    rows: 0,
    unreadable: 0,
    withoutCustomer: 0,
    withoutTime: 0,
    wrongValues: 0,
    firstFaults: [],
    unlisted: new Map(),
    firstAt: Infinity,
    lastAt: -Infinity,
  };
}

/** Turns rows into events as a mapping says. One per log; the cells' places come with the first batch of rows. */
export class RowMapping {
  readonly columns: LogColumns;
  private readonly properties: readonly PropertyCell[];
  private readonly meanings = new Map<string, readonly Compiled[]>();
  private readonly hasLifecycle: boolean;
  /** Of the row that was kept last. */
  private at: Instant = 0;
  private found: readonly Compiled[] | null = null;

  constructor(
    mapping: Mapping,
    private readonly zone: OffsetTable,
    readonly counts: RowCounts = freshCounts(),
  ) {
    const { customer, timestamp, activity, lifecycle, subject = {}, properties = {} } = mapping.columns;
    const cells = [
      ...Object.entries(subject).map(([property, column]) => ({ property, column, type: 'text' as const })),
      ...Object.entries(properties).map(([property, is]) =>
        typeof is === 'string' ? { property, column: property, type: is } : { property, ...is },
      ),
    ];
    this.hasLifecycle = lifecycle !== undefined;
    const fixed = [customer, timestamp, activity, ...(lifecycle === undefined ? [] : [lifecycle])];
    this.columns = { required: [...fixed, ...cells.map((cell) => cell.column)], optional: [] };
    this.properties = cells.map(({ property, type }, index) => ({ property, type, place: fixed.length + index }));
    for (const [key, means] of Object.entries(mapping.activities)) {
      this.meanings.set(
        key,
        [means].flat().map((one) => compile(one, key, Object.keys(subject))),
      );
    }
  }

  /** Null when the row moves nothing: counted, and why. `number` is its place in the log, from 1. */
  read(row: readonly unknown[], cells: readonly number[], number: number): MappedRow | null {
    return this.customerToKeep(row, cells, number) === null ? null : this.convert(row, cells, number);
  }

  /** Counts the row, and names its customer when it means something. */
  customerToKeep(row: readonly unknown[], cells: readonly number[], number: number): string | null {
    const counts = this.counts;
    counts.rows += 1;
    const customer = row[cells[0] as number];
    if (customer === undefined || customer === null || customer === '') {
      counts.withoutCustomer += 1;
      return this.fault(number, 'names no customer');
    }
    const stamp = row[cells[1] as number];
    const at = parseTimestamp(stamp, this.zone);
    if (Number.isNaN(at)) {
      counts.withoutTime += 1;
      return this.fault(number, `has no time that can be read: ${JSON.stringify(stamp)}`);
    }
    this.at = at;
    if (at > counts.lastAt) counts.lastAt = at;
    if (at < counts.firstAt) counts.firstAt = at;
    this.found = this.meaningsOf(row, cells);
    if (this.found !== null) return typeof customer === 'string' ? customer : String(customer);
    const activity = this.activityOf(row, cells);
    counts.unlisted.set(activity, (counts.unlisted.get(activity) ?? 0) + 1);
    return null;
  }

  /** A row that was kept and went through the disk. */
  reread(row: readonly unknown[], cells: readonly number[], number: number): MappedRow {
    this.at = parseTimestamp(row[cells[1] as number], this.zone);
    this.found = this.meaningsOf(row, cells);
    return this.convert(row, cells, number);
  }

  private convert(row: readonly unknown[], cells: readonly number[], number: number): MappedRow {
    const customerId = String(row[cells[0] as number]);
    const at = this.at;
    const events: CustomerEvent[] = [];
    for (const meaning of this.found ?? []) {
      const { type, properties } = meaning(() => this.propertiesOf(row, cells, number));
      const id = events.length === 0 ? `${number}` : `${number}.${events.length}`;
      events.push({ id, source: 'log', type, customerId, occurredAt: at, receivedAt: at, properties });
    }
    return { customerId, at, events };
  }

  private activityOf(row: readonly unknown[], cells: readonly number[]): string {
    const activity = String(row[cells[2] as number] ?? '');
    return this.hasLifecycle ? `${activity}/${String(row[cells[3] as number] ?? '')}` : activity;
  }

  private meaningsOf(row: readonly unknown[], cells: readonly number[]): readonly Compiled[] | null {
    const exact = this.hasLifecycle ? this.meanings.get(this.activityOf(row, cells)) : undefined;
    return exact ?? this.meanings.get(String(row[cells[2] as number] ?? '')) ?? null;
  }

  private propertiesOf(row: readonly unknown[], cells: readonly number[], number: number): Properties {
    const values: { [name: string]: Json } = {};
    for (const { property, place, type } of this.properties) {
      const cell = row[cells[place] as number];
      if (cell === undefined || cell === null || cell === '') continue;
      const value = valueOf(cell, type);
      if (value !== undefined) values[property] = value;
      else {
        this.counts.wrongValues += 1;
        this.fault(number, `has no ${type} in "${property}": ${JSON.stringify(cell)}`);
      }
    }
    return values;
  }

  private fault(number: number, sentence: string): null {
    if (this.counts.firstFaults.length < 5) this.counts.firstFaults.push(`Row ${number} ${sentence}.`);
    return null;
  }
}

function valueOf(cell: unknown, type: PropertyCell['type']): Json | undefined {
  switch (type) {
    case 'text':
      return typeof cell === 'string' ? cell : String(cell);
    case 'number': {
      const value = typeof cell === 'number' ? cell : Number(cell);
      return Number.isFinite(value) ? value : undefined;
    }
    case 'boolean': {
      const text = String(cell).toLowerCase();
      return ['true', 'yes', '1'].includes(text) ? true : ['false', 'no', '0'].includes(text) ? false : undefined;
    }
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.test(String(cell)) ? String(cell).slice(0, 10) : undefined;
  }
}

function compile(meaning: Meaning, activity: string, subjects: readonly string[]): Compiled {
  if (typeof meaning === 'string') return (properties) => ({ type: meaning, properties: properties() });
  if ('event' in meaning) {
    const { event, properties: only } = meaning;
    if (only === undefined) return (properties) => ({ type: event, properties: properties() });
    const kept = new Set([...subjects, ...only]);
    return (properties) => ({ type: event, properties: pick(properties(), kept) });
  }
  if ('contact' in meaning) {
    const { debt, topic, by = activity, ...contact } = meaning.contact;
    return (properties) => ({
      type: 'contact.made',
      properties: { ...contact, by, ...optional('topic', topic), ...optional('debt', valueIn(properties, debt)) },
    });
  }
  if ('request' in meaning) {
    const { debt, channel, usefulFor = '0s', ...request } = meaning.request;
    const channels = [channel].flat();
    const { purpose, topic, class: importance, score } = request;
    const rest = {
      purpose,
      ...optional('topic', topic),
      ...optional('class', importance),
      ...optional('score', score),
    };
    return (properties) => ({
      type: 'contact.requested',
      properties: { ...rest, channels, usefulFor, template: activity, ...optional('debt', valueIn(properties, debt)) },
    });
  }
  if ('flag' in meaning) return () => ({ type: 'customer.flagged', properties: { flag: meaning.flag } });
  return () => ({ type: 'customer.unflagged', properties: { flag: meaning.unflag } });
}

function valueIn(properties: () => Properties, name: string | undefined): Json | undefined {
  return name === undefined ? undefined : properties()[name];
}

function optional(name: string, value: Json | undefined): Properties {
  return value === undefined ? {} : { [name]: value };
}

function pick(properties: Properties, names: ReadonlySet<string>): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([property]) => names.has(property)));
}
