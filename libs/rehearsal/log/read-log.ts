import { createReadStream, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CsvRows } from './csv-rows.ts';
import { MissingColumns, UnknownLogFormat, UnreadableLog } from './log.error.ts';
import { NdjsonRows } from './ndjson-rows.ts';

export type LogFormat = 'csv' | 'tsv' | 'ndjson';

export interface LogFile {
  /** A path, or `-` for standard input. */
  readonly file: string;
  /** Absent: told by the name, `.gz` taken off. */
  readonly format?: LogFormat;
  readonly delimiter?: string;
}

/** Some rows of a log; the cells stand in the order of the columns asked for. */
export interface RowBatch {
  readonly rows: readonly (readonly unknown[])[];
  /** Where each column asked for stands in a row; -1 when this log does not have it (optional columns). */
  readonly cells: readonly number[];
  /** Lines that are no rows at all (broken JSON, too few cells); counted, and skipped. */
  readonly unreadable: number;
  /** 0 to 1; null when the size of the input is not known. */
  readonly read: number | null;
}

/** Reads a log in pieces of about a quarter of a megabyte, never more; throws LogError with a sentence. */
export async function* readLog(log: LogFile, columns: LogColumns): AsyncGenerator<RowBatch> {
  const format = formatOf(log);
  const { stream, progress } = openLog(log.file);
  const decoder = new TextDecoder();
  const splitter =
    format === 'ndjson'
      ? new NdjsonRows([...columns.required, ...columns.optional])
      : new CsvRows(log.delimiter ?? (format === 'tsv' ? '\t' : ','));
  const reader = { cells: format === 'ndjson' ? identity(columns) : null, width: 0 };
  try {
    for await (const chunk of stream) {
      const rows = splitter.push(decoder.decode(chunk as Buffer, { stream: true }));
      yield batchOf(rows, splitter, reader, columns, progress());
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && !error.code.startsWith('LOG_')) {
      throw new UnreadableLog(log.file, error.code === 'ENOENT' ? 'there is no such file' : error.message);
    }
    throw error;
  }
  yield batchOf([...splitter.push(decoder.decode()), ...splitter.end()], splitter, reader, columns, 1);
}

export interface LogColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

function batchOf(
  rows: unknown[][],
  splitter: CsvRows | NdjsonRows,
  reader: { cells: readonly number[] | null; width: number },
  columns: LogColumns,
  read: number | null,
): RowBatch {
  if (splitter instanceof NdjsonRows) {
    return { rows, cells: reader.cells ?? [], unreadable: splitter.takeUnreadable(), read };
  }
  if (reader.cells === null && rows.length > 0) {
    const header = (rows.shift() ?? []).map((name) => String(name).trim());
    reader.width = header.length;
    reader.cells = cellsIn(header, columns);
  }
  const whole = rows.filter((row) => row.length === reader.width);
  return { rows: whole, cells: reader.cells ?? [], unreadable: rows.length - whole.length, read };
}

function identity(columns: LogColumns): readonly number[] {
  return [...columns.required, ...columns.optional].map((_, index) => index);
}

function cellsIn(header: readonly string[], columns: LogColumns): readonly number[] {
  const missing = columns.required.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new MissingColumns([...new Set(missing)], header);
  return [...columns.required, ...columns.optional].map((name) => header.indexOf(name));
}

export function formatOf(log: LogFile): LogFormat {
  if (log.format !== undefined) return log.format;
  const name = log.file.replace(/\.gz$/, '');
  if (name.endsWith('.csv')) return 'csv';
  if (name.endsWith('.tsv')) return 'tsv';
  if (name.endsWith('.ndjson') || name.endsWith('.jsonl')) return 'ndjson';
  throw new UnknownLogFormat(log.file);
}

function openLog(file: string): { stream: Readable; progress: () => number | null } {
  if (file === '-') return { stream: process.stdin, progress: () => null };
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const progress = (): number | null => (size === 0 ? null : Math.min(1, source.bytesRead / size));
  if (!file.endsWith('.gz')) return { stream: source, progress };
  const unpacked = createGunzip({ chunkSize: 1 << 18 });
  source.on('error', (error) => unpacked.destroy(error));
  unpacked.on('close', () => source.destroy());
  return { stream: source.pipe(unpacked), progress };
}
