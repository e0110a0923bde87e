import { offsetAt } from '#journey';
import type { OffsetTable } from '#journey';
import { CapInHindsight, inHindsight, presets } from '#policy';
import type { Ledger } from '#policy';
import type { ContactsReport } from './backtest-report.ts';
import { Counter } from './counter.ts';

/** A cap of a preset, and how many customers were contacted more often than it allows. */
interface HeldAgainst {
  readonly preset: string;
  readonly rule: string;
  readonly cap: CapInHindsight;
  customers: number;
}

/** Counts what the customers got to feel: every attempt by us, and every contact made elsewhere. */
export class ContactTally {
  private byUs = 0;
  private elsewhere = 0;
  private customers = 0;
  private over = 0;
  private readonly weeks = new Counter();
  private readonly caps: readonly HeldAgainst[] = presets.flatMap(({ name, rules }) =>
    rules.flatMap((rule) =>
      rule.kind === 'cap' ? { preset: name, rule: rule.id, cap: new CapInHindsight(rule), customers: 0 } : [],
    ),
  );

  /** One customer's contacts, when all of them are known. Weeks begin on Monday, where the customer lives. */
  add(ledger: Ledger, zones: readonly OffsetTable[]): void {
    const made = ledger.filter(({ state }) => state !== 'released');
    if (made.length === 0) return;
    this.customers += 1;
    const ours = made.filter(({ by }) => by === 'us').length;
    this.byUs += ours;
    this.elsewhere += made.length - ours;
    const weeks = new Map<number, number>();
    for (const { at } of made) {
      const week = weekOf(at, zones[0]);
      weeks.set(week, (weeks.get(week) ?? 0) + 1);
    }
    for (const contacts of weeks.values()) this.weeks.add(String(contacts));
    const contacts = inHindsight(made, zones);
    const broken = this.caps.filter(({ cap }) => cap.exceededBy(contacts));
    for (const held of broken) held.customers += 1;
    if (broken.length > 0) this.over += 1;
  }

  report(): ContactsReport {
    const { byUs, elsewhere, customers, over } = this;
    const weeks = Object.entries(this.weeks.toObject()).sort(([one], [other]) => Number(one) - Number(other));
    return {
      byUs,
      elsewhere,
      customers,
      weeks: weeks.map(([contacts, count]) => ({ contacts: Number(contacts), weeks: count })),
      customersOverAnyCap: over,
      overCaps: this.caps.map(({ preset, rule, customers: beyond }) => ({ preset, rule, customers: beyond })),
    };
  }
}

/** 1970-01-01 was a Thursday. */
function weekOf(at: number, zone: OffsetTable | undefined): number {
  const offsetMs = zone === undefined ? 0 : offsetAt(zone, at) * 60_000;
  return Math.floor(((at + offsetMs) / 86_400_000 + 3) / 7);
}
