import { on } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';

/** The rows of a CSV file by csv-parse alone, in the quickest way to use it: unpacked, parsed and counted, no promise a row. */
export async function parsedRows(file: string): Promise<number> {
  const bytes = createReadStream(file, { highWaterMark: 1 << 18 });
  const text = file.endsWith('.gz') ? bytes.pipe(createGunzip({ chunkSize: 1 << 18 })) : bytes;
  const parser: Readable = text.pipe(parse({ bom: true, relax_quotes: true, skip_empty_lines: true }));
  let rows = 0;
  for await (const _ of on(parser, 'readable', { close: ['end'] })) while (parser.read() !== null) rows += 1;
  return rows - 1;
}
