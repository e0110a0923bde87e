import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { hashOf } from './seen-customers.ts';

/** One row on its way through the disk: its customer, its place in the log, its cells. */
export type ParkedRow = readonly [customerId: string, number: number, cells: readonly unknown[]];

/**
 * Temporary files, one per share of the customers, so that a log which is not grouped by customer is put in order with
 * as much memory as one share takes. Shares that come out too large are shared out again by another hash.
 */
export class Partitions {
  private readonly folder: string;
  private readonly files: { readonly path: string; readonly handle: number; text: string[]; length: number }[] = [];

  constructor(
    private readonly count: number,
    private readonly seed = 0,
    parent: string = tmpdir(),
  ) {
    this.folder = mkdtempSync(join(parent, 'tendril-log-'));
    for (let index = 0; index < count; index += 1) {
      const path = join(this.folder, `${index}.ndjson`);
      this.files.push({ path, handle: openSync(path, 'w', 0o600), text: [], length: 0 });
    }
  }

  add(row: ParkedRow): void {
    const file = this.files[hashOf(row[0], this.seed) % this.count];
    if (file === undefined) return;
    const line = `${JSON.stringify(row)}\n`;
    file.text.push(line);
    file.length += line.length;
    if (file.length > flushAt) this.flush(file);
  }

  /** The files, written out, with their sizes in bytes; those without rows left out. */
  close(): readonly { readonly path: string; readonly bytes: number }[] {
    for (const file of this.files) {
      this.flush(file);
      closeSync(file.handle);
    }
    return this.files.map(({ path }) => ({ path, bytes: statSync(path).size })).filter(({ bytes }) => bytes > 0);
  }

  /** Takes the files away. Safe to call twice, and after a failure. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private flush(file: { readonly handle: number; text: string[]; length: number }): void {
    if (file.length > 0) writeSync(file.handle, file.text.join(''));
    file.text = [];
    file.length = 0;
  }
}

/** Characters kept per file before they are written: 256 files then hold 16 MB. */
const flushAt = 1 << 16;

/** The rows of one file, read a megabyte at a time. */
export function* rowsIn(path: string): Generator<ParkedRow> {
  const handle = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const buffer = Buffer.allocUnsafe(1 << 20);
    let rest = '';
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) {
      const lines = (rest + decoder.write(buffer.subarray(0, read))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line) as ParkedRow;
    }
  } finally {
    closeSync(handle);
  }
}
