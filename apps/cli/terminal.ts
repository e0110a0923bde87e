/** Where a command writes: results to standard output, everything else to standard error. */
export interface Terminal {
  /** Standard error is a terminal: a bar may be drawn. */
  readonly isTTY: boolean;
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal;
  print(text: string): void;
  printJson(value: unknown): void;
  note(text: string): void;
  /** Draws over the current line of standard error; only where `isTTY`. */
  redraw(text: string): void;
  /** Columns padded to their widest cell; numbers to the right. */
  table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string;
}

export function processTerminal(interrupted: AbortSignal): Terminal {
  return {
    isTTY: process.stderr.isTTY === true,
    interrupted,
    print: (text) => void process.stdout.write(`${text}\n`),
    printJson: (value) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    note: (text) => void process.stderr.write(`${text}\n`),
    redraw: (text) => void process.stderr.write(`\r\u001b[2K${text}`),
    table: formatTable,
  };
}

export function formatTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [head, ...rows].map((row) => row.map(cellText));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => [...(row[column] ?? '')].length)));
  const isNumber = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  return cells
    .map((row) =>
      row
        .map((cell, column) => {
          const pad = ' '.repeat((widths[column] ?? 0) - [...cell].length);
          return isNumber[column] === true ? pad + cell : cell + pad;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellText(cell: string | number): string {
  return typeof cell === 'number' ? cell.toLocaleString('en-US') : cell;
}
