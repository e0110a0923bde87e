/** One line of the table, and of the JSON file. */
export interface Figure {
  /** The letter of the measurement: a to h, or policy. */
  readonly of: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it is measured against, in the same run on the same servers. */
  readonly over?: { readonly what: string; readonly value: number };
  /** As it was set; nothing is asserted. */
  readonly aim?: string;
  /** Each turn's value, and whatever explains the figure. */
  readonly detail?: { readonly [name: string]: unknown };
}

export function ratioOf({ value, over }: Figure): number | null {
  return over === undefined || over.value === 0 ? null : value / over.value;
}

export function tableOf(figures: readonly Figure[]): string {
  const head = ['', 'measured', 'value', 'unit', 'beside', 'ratio', 'aim'];
  const rows = figures.map((figure) => {
    const ratio = ratioOf(figure);
    const beside = figure.over === undefined ? '' : `${shown(figure.over.value)} ${figure.over.what}`;
    return [
      figure.of,
      figure.what,
      shown(figure.value),
      figure.unit,
      beside,
      ratio === null ? '' : shown(ratio),
      figure.aim ?? '',
    ];
  });
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        [2, 5].includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)].join('\n');
}

function shown(value: number): string {
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share lies; of two in the middle the mean. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return below + (above - below) * (place - Math.floor(place));
}
