import type { Difference, PolicyReport, WhatIfReport } from '#rehearsal';
import { logText } from './backtest.text.ts';
import type { Terminal } from './terminal.ts';

/** Two policies side by side; what is 0 under both is left out. */
export function whatIfText(report: WhatIfReport, { table }: Pick<Terminal, 'table'>): string {
  const { policy, against } = report;
  const shown = report.differences.filter((one) => one.policy !== 0 || one.against !== 0);
  const rows = shown.map(({ of, figure, ...counts }, index) => [
    of === shown[index - 1]?.of ? '' : of,
    figure,
    counts.policy,
    counts.against,
    signed(counts),
  ]);
  return [
    logText(report.log, table),
    `Policy: ${nameOf(policy)}\nagainst: ${nameOf(against)}`,
    table(['', '', 'policy', 'against', 'difference'], rows),
  ].join('\n\n');
}

function nameOf({ policy }: PolicyReport): string {
  return `${policy.sets.join(', ')} (${policy.hash.slice(0, 12)})`;
}

function signed({ difference }: Pick<Difference, 'difference'>): string {
  return difference === 0 ? '=' : `${difference > 0 ? '+' : ''}${difference.toLocaleString('en-US')}`;
}
