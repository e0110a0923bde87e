import type { Role } from './compiled-journey.ts';
import type { Totals } from './guard.ts';
import type { Said } from './said.ts';

/** Is an event of this role added up, by one of the journey's guards? */
export function addsUp(role: Role | undefined): boolean {
  return role !== undefined && role.totals.length > 0;
}

/** With what the event adds to them. The order of arrival does not matter. */
export function added(totals: Totals | undefined, role: Role, said: Said): Totals {
  const sums: { [total: string]: number } = { ...totals };
  for (const { name, property } of role.totals) {
    const value = property === null ? 1 : said.properties[property];
    if (typeof value === 'number') sums[name] = toMillionth((sums[name] ?? 0) + value);
  }
  return sums;
}

/** So that 0.1 and 0.2 are 0.3: a guard compares money. */
function toMillionth(sum: number): number {
  return Math.round(sum * 1e6) / 1e6;
}
