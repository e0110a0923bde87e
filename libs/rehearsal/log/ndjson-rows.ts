import type { Readable } from 'node:stream';
import { UnfinishedRow } from './log.error.ts';

/** The objects of newline-delimited JSON, a batch per piece of the source; what is no object is counted. */
export async function* ndjsonRows(source: Readable): AsyncGenerator<{ objects: object[]; unreadable: number }> {
  const decoder = new TextDecoder();
  let rest = '';
  let line = 0;
  for await (const chunk of source) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    line += lines.length;
    if (rest.length > longestLine) throw new UnfinishedRow(line + 1);
    yield objectsIn(lines);
  }
  yield objectsIn([rest + decoder.decode()]);
}

/** A file without line breaks would otherwise be swallowed into memory. */
const longestLine = 16_000_000;

function objectsIn(lines: readonly string[]): { objects: object[]; unreadable: number } {
  const objects: object[] = [];
  let unreadable = 0;
  for (const line of lines) {
    if (line === '' || line.trim() === '') continue;
    const value = parsed(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) objects.push(value);
    else unreadable += 1;
  }
  return { objects, unreadable };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The column of a row, by its name; a dot in the name goes into nested objects where no column has the whole name. */
export function cellOf(row: object, column: string): unknown {
  if (Object.hasOwn(row, column)) return (row as Record<string, unknown>)[column];
  let at: unknown = row;
  for (const step of column.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}
