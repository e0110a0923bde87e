import { csvRows } from './csv-rows.ts';
import { MissingColumns, UnknownLogFormat, UnreadableLog } from './log.error.ts';
import { cellOf, ndjsonRows } from './ndjson-rows.ts';
import { openLog } from './open-log.ts';
import type { OpenLog } from './open-log.ts';

export type LogFormat = 'csv' | 'tsv' | 'ndjson';

export interface LogFile {
  /** A path, or `-` for standard input. */
  readonly file: string;
  /** Absent: told by the name, `.gz` taken off. */
  readonly format?: LogFormat;
  readonly delimiter?: string;
}

export interface LogColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** Some rows of a log. */
export interface RowBatch {
  readonly rows: readonly (readonly unknown[])[];
  /** Where each column asked for stands in a row, required ones first; -1: an optional one that this log lacks. */
  readonly cells: readonly number[];
  /** Lines that are no rows at all (broken JSON, too few or too many cells); counted, and skipped. */
  readonly unreadable: number;
  /** 0 to 1; null when the size of the input is not known. */
  readonly read: number | null;
}

/** Reads a log in pieces of at most 64 KB; throws LogError with a sentence. */
export async function* readLog(log: LogFile, columns: LogColumns): AsyncGenerator<RowBatch> {
  const format = formatOf(log);
  const open = openLog(log.file);
  try {
    if (format === 'ndjson') yield* ndjsonBatches(open, columns);
    else yield* csvBatches(open, log.delimiter ?? (format === 'tsv' ? '\t' : ','), columns);
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && !error.code.startsWith('LOG_')) {
      throw new UnreadableLog(log.file, error.code === 'ENOENT' ? 'there is no such file' : error.message);
    }
    throw error;
  }
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
    const whole = rows.every((row) => row.length === width) ? rows : rows.filter((row) => row.length === width);
    yield { rows: whole, cells, unreadable: rows.length - whole.length, read: open.progress() };
  }
}

async function* ndjsonBatches(open: OpenLog, { required, optional }: LogColumns): AsyncGenerator<RowBatch> {
  const columns = [...required, ...optional];
  const cells = columns.map((_, index) => index);
  let checked = false;
  for await (const { objects, unreadable } of ndjsonRows(open.stream)) {
    const rows = objects.map((row) => columns.map((column) => cellOf(row, column)));
    if (!checked && rows.length > 0) {
      // A row may leave a column out; a column that none of the first rows has is a slip of the pen.
      const missing = required.filter((_, place) => rows.every((row) => row[place] === undefined));
      if (missing.length > 0) throw new MissingColumns(missing, Object.keys(objects[0] ?? {}));
      checked = true;
    }
    yield { rows, cells, unreadable, read: open.progress() };
  }
}

function placesOf({ required, optional }: LogColumns, header: readonly string[]): readonly number[] {
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new MissingColumns([...new Set(missing)], header);
  return [...required, ...optional].map((name) => header.indexOf(name));
}

export function formatOf(log: LogFile): LogFormat {
  if (log.format !== undefined) return log.format;
  const name = log.file.replace(/\.gz$/, '');
  if (name.endsWith('.csv')) return 'csv';
  if (name.endsWith('.tsv')) return 'tsv';
  if (name.endsWith('.ndjson') || name.endsWith('.jsonl')) return 'ndjson';
  throw new UnknownLogFormat(log.file);
}
