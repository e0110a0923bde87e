import type { Json } from '#journey';
import type { Mapping } from './mapping.ts';
import type { RowCounts } from './row-counts.ts';

export type Properties = { readonly [name: string]: Json };
type CellType = 'text' | 'number' | 'boolean' | 'date';

/** A property of the events, and where in a row it comes from; or what it is in every row. */
export interface PropertySource {
  readonly property: string;
  /** Places in the list of columns asked for; several are one key together. */
  readonly places: readonly number[];
  readonly type: CellType;
  readonly constant?: Json;
}

/** The cells of the row being read, as values. One per log, moved from row to row. */
export class RowValues {
  private row: readonly unknown[] = [];
  private cells: readonly number[] = [];
  private number = 0;
  private wrong: PropertySource[] = [];
  private readonly decimal: Mapping['decimal'];

  constructor(
    { decimal }: Pick<Mapping, 'decimal'>,
    private readonly counts: RowCounts,
  ) {
    this.decimal = decimal;
  }

  moveTo(row: readonly unknown[], cells: readonly number[], number: number): void {
    this.row = row;
    this.cells = cells;
    this.number = number;
    if (this.wrong.length > 0) this.wrong = [];
  }

  cell(place: number): unknown {
    return this.row[this.cells[place] as number];
  }

  /** Null when one of the parts is empty. */
  key(places: readonly number[]): string | null {
    if (places.length === 1) return textOf(this.cell(places[0] as number));
    const parts = places.map((place) => textOf(this.cell(place)));
    return parts.includes(null) ? null : parts.join('|');
  }

  properties(sources: readonly PropertySource[]): Properties {
    const properties: { [name: string]: Json } = {};
    for (const source of sources) {
      const value = this.value(source);
      if (value !== undefined) properties[source.property] = value;
    }
    return properties;
  }

  /** Undefined for an empty cell, and for one of a wrong type: counted, once a row. */
  value(source: PropertySource): Json | undefined {
    if (source.constant !== undefined) return source.constant;
    if (source.type === 'text') return this.key(source.places) ?? undefined;
    const cell = this.cell(source.places[0] as number);
    if (cell === undefined || cell === null || cell === '') return undefined;
    const value = typed(cell, source.type, this.decimal);
    if (value === undefined && !this.wrong.includes(source)) {
      this.wrong.push(source);
      this.counts.wrongValues += 1;
      this.counts.fault(this.number, `has no ${source.type} in "${source.property}": ${JSON.stringify(cell)}`);
    }
    return value;
  }
}

export function textOf(cell: unknown): string | null {
  if (typeof cell === 'string') return cell === '' ? null : cell;
  return cell === undefined || cell === null ? null : typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

function typed(cell: unknown, type: CellType, decimal: Mapping['decimal']): Json | undefined {
  if (type === 'number') return typeof cell === 'number' ? cell : numberIn(String(cell), decimal);
  const text = String(cell).trim();
  if (type === 'date') return /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : undefined;
  if (['true', 'yes', '1'].includes(text.toLowerCase())) return true;
  return ['false', 'no', '0'].includes(text.toLowerCase()) ? false : undefined;
}

/** With a decimal comma, dots and blanks part thousands: `1.234,50`. */
function numberIn(text: string, decimal: Mapping['decimal']): number | undefined {
  const plain = decimal === ',' ? text.replace(/[.\s]/g, '').replace(',', '.') : text;
  const value = plain.trim() === '' ? NaN : Number(plain);
  return Number.isFinite(value) ? value : undefined;
}
