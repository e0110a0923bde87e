/** Splits NDJSON text into rows of the cells asked for; a dot in a column's name goes into a nested object. */
export class NdjsonRows {
  private rest = '';
  private unreadable = 0;
  private readonly paths: readonly (readonly string[])[];

  constructor(private readonly columns: readonly string[]) {
    this.paths = columns.map((name) => name.split('.'));
  }

  push(text: string): unknown[][] {
    const rows: unknown[][] = [];
    const all = this.rest + text;
    let from = 0;
    for (let end = all.indexOf('\n'); end !== -1; end = all.indexOf('\n', from)) {
      this.take(all.slice(from, end), rows);
      from = end + 1;
    }
    this.rest = all.slice(from);
    return rows;
  }

  end(): unknown[][] {
    const rows: unknown[][] = [];
    this.take(this.rest, rows);
    this.rest = '';
    return rows;
  }

  /** Lines that were no JSON object since the last question. */
  takeUnreadable(): number {
    const count = this.unreadable;
    this.unreadable = 0;
    return count;
  }

  private take(line: string, rows: unknown[][]): void {
    if (line.trim() === '') return;
    const value = parsed(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.unreadable += 1;
    else rows.push(this.columns.map((name, index) => cellOf(value, name, this.paths[index] ?? [])));
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function cellOf(value: object, name: string, path: readonly string[]): unknown {
  if (Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name];
  let at: unknown = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}
