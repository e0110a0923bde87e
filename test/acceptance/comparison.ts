import { offsetTable } from '#clock';
import type { Application } from './applications.ts';
import { closeness, latenessOf } from './closeness.ts';
import type { RehearsedLife } from './rehearsed-life.ts';
import type { Told } from './told.ts';

const nothing: Told = { lines: [], verdicts: [], heardLate: 0, wentLate: 0 };

/**
 * Live beside backtest, customer by customer. All are compared; left out is who differs and had two instants closer to each
 * other than the live system was late with this customer.
 */
export class Comparison {
  readonly leftOut = new Map<string, string>();
  /** What only one of the two tells, of those that count. */
  readonly differences: string[] = [];
  readonly verdicts: { [kind: string]: number } = {};
  /** Who had one instant closer to another than the product was late: only such a life may be left out when it differs. */
  close = 0;
  latest = 0;
  /** How far at most a verdict was given from when the backtest gives it. */
  furthest = 0;

  constructor(
    private readonly lives: readonly Application[],
    rehearsed: ReadonlyMap<string, RehearsedLife>,
    backtest: ReadonlyMap<string, Told>,
    live: ReadonlyMap<string, Told>,
  ) {
    for (const life of lives) {
      const { customerId } = life;
      const [expected, seen] = [backtest.get(customerId) ?? nothing, live.get(customerId) ?? nothing];
      const late = latenessOf(seen);
      this.latest = Math.max(this.latest, late);
      const rehearsal = rehearsed.get(customerId);
      const close = rehearsal === undefined ? null : closeness(life, rehearsal, expected, late, zonesOf(life));
      const odd = [...only(expected.lines, seen.lines, 'backtest'), ...only(seen.lines, expected.lines, 'live')];
      odd.push(...this.#apart(expected, seen, late));
      if (close !== null) this.close += 1;
      if (close !== null && odd.length > 0) {
        this.leftOut.set(customerId, close);
        continue;
      }
      this.differences.push(...odd.map((line) => `${customerId} ${line}`));
      for (const { kind } of expected.verdicts) this.verdicts[kind] = (this.verdicts[kind] ?? 0) + 1;
    }
  }

  /** Each late verdict may put off those after it: what waits for the slot that it took waits for as long again. */
  #apart(expected: Told, seen: Told, late: number): string[] {
    const inTime = [...expected.verdicts].sort((a, b) => a.at - b.at);
    return inTime.flatMap(({ touch, number, at }, nth) => {
      const live = seen.verdicts.find((verdict) => verdict.touch === touch && verdict.number === number);
      const apart = live === undefined ? 0 : Math.abs(live.at - at);
      this.furthest = Math.max(this.furthest, apart);
      return apart <= late * (nth + 1) ? [] : [`both: verdict ${number} on ${touch}, ${apart} ms apart`];
    });
  }

  /** For the screen. */
  table(title: string): string {
    const reasons = new Map<string, number>();
    for (const reason of this.leftOut.values()) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    const verdicts = Object.entries(this.verdicts).map(([kind, count]) => `${count} ${kind}`);
    return [
      title,
      `  applications        ${this.lives.length}`,
      `  compared            ${this.lives.length - this.leftOut.size}, with verdicts: ${verdicts.join(', ')}`,
      `  left out            ${this.leftOut.size} of ${this.close} with instants closer than the lateness; the others came out the same`,
      ...[...reasons].map(([reason, count]) => `    ${String(count).padStart(3)} ${reason}`),
      `  at the latest       ${minutes(this.latest)} of business time; a verdict at most ${minutes(this.furthest)} from the backtest's`,
      `  differences         ${this.differences.length}`,
    ].join('\n');
  }
}

function minutes(ms: number): string {
  return `${(ms / 60_000).toFixed(1)} min`;
}

function only(some: readonly string[], others: readonly string[], who: string): string[] {
  const known = new Set(others);
  return some.filter((line) => !known.has(line)).map((line) => `${who}: ${line}`);
}

function zonesOf({ events }: Application) {
  const zones = events.flatMap(({ type, properties }) => (type === 'customer.updated' ? [properties['zones']] : []));
  const names = (zones.flat() as { zone?: string }[]).flatMap(({ zone }) => zone ?? []);
  const from = events[0]?.occurredAt ?? 0;
  return [...new Set(names)].map((zone) => offsetTable(zone, from - 86_400_000, from + 60 * 86_400_000));
}
