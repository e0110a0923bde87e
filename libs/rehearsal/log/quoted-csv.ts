import { on } from 'node:events';
import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { UnfinishedQuote, UnreadableCsv } from './log.error.ts';

/** A quote that never closes would otherwise swallow the file into memory. */
export const longestRow = 1_000_000;

/**
 * The rows of any CSV text: quotes, line breaks inside quotes, CRLF, a byte order mark. They come in batches, as many as a
 * piece of the source holds, so that a row costs no promise. `linesBefore`: lines of the file that were read already.
 *
 * Thrown: UnfinishedQuote, UnreadableCsv; what the source threw.
 */
export async function* quotedCsv(source: Readable, delimiter: string, linesBefore = 0): AsyncGenerator<string[][]> {
  const parser = parse({
    bom: linesBefore === 0,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
  });
  source.on('error', (error) => parser.destroy(error));
  const arrivals = on(parser, 'readable', { close: ['end'] });
  source.pipe(parser);
  try {
    for await (const _ of arrivals) {
      const rows: string[][] = [];
      for (let row = next(parser); row !== null; row = next(parser)) rows.push(row);
      if (rows.length > 0) yield rows;
    }
  } catch (error) {
    throw error instanceof CsvError ? inOwnWords(error, linesBefore) : error;
  } finally {
    parser.destroy();
    source.destroy();
  }
}

function next(parser: Readable): string[] | null {
  return parser.read() as string[] | null;
}

function inOwnWords(error: CsvError, linesBefore: number): Error {
  const line = linesBefore + (typeof error['lines'] === 'number' ? error['lines'] : 0);
  const openQuote = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
  return openQuote ? new UnfinishedQuote(line) : new UnreadableCsv(line, error.message);
}
