import type { Readable } from 'node:stream';
import { JsonArray, UnfinishedRow } from './log.error.ts';

/** The objects of newline-delimited JSON, a batch per piece of the source; for a line that is none, what is wrong. */
export async function* ndjsonRows(source: Readable): AsyncGenerator<(object | string)[]> {
  const decoder = new TextDecoder();
  let rest = '';
  let line = 0;
  for await (const chunk of source) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (line === 0 && /^\s*\[/.test(lines[0] ?? rest)) throw new JsonArray();
    line += lines.length;
    if (rest.length > longestLine) throw new UnfinishedRow(line + 1);
    yield objectsIn(lines);
  }
  yield objectsIn([rest + decoder.decode()]);
}

/** A file without line breaks would otherwise be swallowed into memory. */
const longestLine = 16_000_000;

function objectsIn(lines: readonly string[]): (object | string)[] {
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const value = parsed(line);
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : 'is no JSON object';
    });
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
