import { csvRows } from './csv-rows.ts';
import { AmbiguousColumns, LogError, MissingColumns, UnknownLogFormat, UnreadableLog } from './log.error.ts';
import { cellOf, ndjsonRows } from './ndjson-rows.ts';
import { openLog } from './open-log.ts';
import type { LogEncoding, OpenLog } from './open-log.ts';

export type LogFormat = 'csv' | 'tsv' | 'ndjson';

export interface LogFile {
  /** A path, or `-` for standard input. */
  readonly file: string;
  /** Absent: told by the name, `.gz` taken off. */
  readonly format?: LogFormat;
  readonly delimiter?: string;
  readonly encoding?: LogEncoding;
}

export interface LogColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** The cells of a row; or why it is none (broken JSON, too few or too many cells), as in "has 3 cells". */
export type LogRow = readonly unknown[] | string;

/** Some rows of a log. */
export interface RowBatch {
  readonly rows: readonly LogRow[];
  /** Where each column asked for stands in a row, required ones first; -1: an optional one that this log lacks. */
  readonly cells: readonly number[];
  /** 0 to 1; null when the size of the input is not known. */
  readonly read: number | null;
}

/** Reads a log in pieces of at most 64 KB; throws LogError with a sentence. */
export async function* readLog(log: LogFile, columns: LogColumns): AsyncGenerator<RowBatch> {
  const format = formatOf(log);
  const open = openLog(log.file, log.encoding);
  try {
    if (format === 'ndjson') yield* ndjsonBatches(open, columns);
    else yield* csvBatches(open, log.delimiter ?? (format === 'tsv' ? '\t' : ','), columns);
  } catch (error) {
    if (error instanceof LogError || !isOfTheSystem(error)) throw error;
    throw new UnreadableLog(log.file, error.code === 'ENOENT' ? 'there is no such file' : error.message);
  }
}

/** Of the file system or the unpacking: they carry a code. */
function isOfTheSystem(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}

async function* csvBatches(open: OpenLog, delimiter: string, columns: LogColumns): AsyncGenerator<RowBatch> {
  let header: readonly string[] | null = null;
  let cells: readonly number[] = [];
  for await (const rows of csvRows(open.stream, delimiter)) {
    if (header === null) {
      header = (rows.shift() ?? []).map((name) => name.trim());
      cells = placesOf(columns, header);
    }
    const width = header.length;
    yield { rows: rows.map((row) => ofWidth(row, width)), cells, read: open.progress() };
  }
}

async function* ndjsonBatches(open: OpenLog, { required, optional }: LogColumns): AsyncGenerator<RowBatch> {
  const columns = [...required, ...optional];
  const cells = columns.map((_, index) => index);
  let checked = false;
  for await (const batch of ndjsonRows(open.stream)) {
    const rows = batch.map((row) => (typeof row === 'string' ? row : columns.map((column) => cellOf(row, column))));
    const first = batch.find((row) => typeof row !== 'string');
    if (!checked && first !== undefined) {
      // A row may leave a column out; a column that none of the first rows has is a slip of the pen.
      const missing = required.filter((_, place) =>
        rows.every((row) => typeof row === 'string' || row[place] === undefined),
      );
      if (missing.length > 0) throw new MissingColumns(missing, Object.keys(first));
      checked = true;
    }
    yield { rows, cells, read: open.progress() };
  }
}

/** Empty cells too many are a comma at the end of the line. */
function ofWidth(row: readonly string[], width: number): LogRow {
  if (row.length === width) return row;
  if (row.length > width && row.slice(width).every((cell) => cell === '')) return row;
  return `has ${row.length} cells where the header has ${width}`;
}

function placesOf({ required, optional }: LogColumns, header: readonly string[]): readonly number[] {
  const places = [...required, ...optional].map((name) => placeOf(name, header));
  const missing = required.filter((_, index) => places[index] === -1);
  if (missing.length > 0) throw new MissingColumns([...new Set(missing)], header);
  const twice = required.filter((name) => header.indexOf(name) !== header.lastIndexOf(name));
  if (twice.length > 0) throw new AmbiguousColumns([...new Set(twice)]);
  return places;
}

/** Of columns with one name, `amount (2)` is the second. */
function placeOf(name: string, header: readonly string[]): number {
  const plain = header.indexOf(name);
  const [, same = '', which] = /^(.+) \((\d+)\)$/.exec(name) ?? [];
  if (plain !== -1 || which === undefined) return plain;
  return header.flatMap((column, place) => (column === same ? place : []))[Number(which) - 1] ?? -1;
}

export function formatOf(log: LogFile): LogFormat {
  if (log.format !== undefined) return log.format;
  const name = log.file.replace(/\.gz$/, '');
  if (name.endsWith('.csv')) return 'csv';
  if (name.endsWith('.tsv')) return 'tsv';
  if (name.endsWith('.ndjson') || name.endsWith('.jsonl')) return 'ndjson';
  throw new UnknownLogFormat(log.file);
}
