import { Drawing } from './drawing.ts';

/** Where a command writes: results to standard output, everything else to standard error. */
export interface Terminal {
  /** Standard error is a terminal: a bar may be drawn. */
  readonly isTTY: boolean;
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal;
  print(text: string): void;
  printJson(value: unknown): void;
  note(text: string): void;
  /** Draws the last lines of standard error anew, and nothing for ''; what is noted meanwhile stands above. Only where `isTTY`. */
  redraw(text: string): void;
  /** Columns padded to their widest cell; numbers to the right. */
  table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string;
}

export function processTerminal(interrupted: AbortSignal): Terminal {
  const { stderr } = process;
  const drawing = new Drawing({
    write: (text) => void stderr.write(text),
    get columns() {
      return stderr.columns ?? 80;
    },
    get rows() {
      return stderr.rows ?? 24;
    },
  });
  return {
    isTTY: stderr.isTTY === true,
    interrupted,
    print: (text) => void process.stdout.write(`${text}\n`),
    printJson: (value) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    note: (text) => drawing.above(text),
    redraw: (text) => drawing.show(text),
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
