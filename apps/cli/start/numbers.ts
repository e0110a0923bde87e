/** What a process has counted, read from its metrics: `kind` of `tendril_verdicts_total` and the like, summed. */
export type Counted = { readonly [labelValue: string]: number };

/** Sums a metric of a Prometheus text by one of its labels. */
export function counted(text: string, metric: string, label: string): Counted {
  const sums: { [value: string]: number } = {};
  for (const line of text.split('\n')) {
    if (!line.startsWith(`${metric}{`)) continue;
    const value = new RegExp(`[{,]${label}="([^"]*)"`).exec(line)?.[1];
    const count = Number(line.slice(line.lastIndexOf(' ') + 1));
    if (value !== undefined && Number.isFinite(count)) sums[value] = (sums[value] ?? 0) + count;
  }
  return sums;
}

/** `sent 12, hold 3`; nothing counted yet: `none yet`. */
export function told(counts: Counted): string {
  const entries = Object.entries(counts).filter(([, count]) => count > 0);
  if (entries.length === 0) return 'none yet';
  return entries
    .sort(([, a], [, b]) => b - a)
    .map(([word, count]) => `${word} ${count.toLocaleString('en-US')}`)
    .join(', ');
}

/** The metrics of a process; empty while it does not answer. */
export async function metricsOf(url: string): Promise<string> {
  try {
    const response = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(2_000) });
    return response.ok ? await response.text() : '';
  } catch {
    return '';
  }
}
