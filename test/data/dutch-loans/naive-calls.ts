import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** One contact asked for, with what went out for the same case before it; answers the rules that stand against it. */
type Judge = (sent: readonly number[], at: number) => readonly string[];

export interface Tallied {
  readonly requested: number;
  readonly allowed: number;
  readonly refused: number;
  readonly byRule: { readonly [rule: string]: number };
  /** How many weeks of a case, from Monday on, had so many calls. */
  readonly weeks: { readonly [calls: string]: number };
  /** Cases that had more than two calls in some 24 hours. */
  readonly moreThanTwoInADay: number;
}

const day = 86_400_000;
const wall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** Every W_ … START of the log, case by case in order of time, judged one by one; no code of the product. */
export function naiveCalls(file: string, judge: Judge): Tallied {
  const cases = new Map<string, number[]>();
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n').slice(1)) {
    const [caseId = '', activity = '', lifecycle, timestamp = ''] = line.split(',');
    if (!activity.startsWith('W_') || lifecycle !== 'START') continue;
    cases.set(caseId, [...(cases.get(caseId) ?? []), Date.parse(timestamp)]);
  }
  const byRule: { [rule: string]: number } = {};
  const weeks: { [calls: string]: number } = {};
  let [requested, allowed, moreThanTwoInADay] = [0, 0, 0];
  for (const asked of cases.values()) {
    const sent: number[] = [];
    for (const at of asked.sort((one, other) => one - other)) {
      requested += 1;
      const against = judge(sent, at);
      for (const rule of against) byRule[rule] = (byRule[rule] ?? 0) + 1;
      if (against.length > 0) continue;
      sent.push(at);
      allowed += 1;
    }
    const mondays = sent.map((at) => Math.floor((localDay(at) + 3) / 7));
    for (const monday of new Set(mondays)) {
      const calls = mondays.filter((other) => other === monday).length;
      weeks[calls] = (weeks[calls] ?? 0) + 1;
    }
    if (sent.some((at) => sent.filter((other) => other <= at && other > at - day).length > 2)) moreThanTwoInADay += 1;
  }
  return { requested, allowed, refused: requested - allowed, byRule, weeks, moreThanTwoInADay };
}

export const usRegF: Judge = (sent, at) => [
  ...(sent.filter((before) => localDay(at) - localDay(before) < 7).length >= 7 ? ['us-reg-f.seven-in-seven'] : []),
  ...(isNight(at) ? ['us-reg-f.hours'] : []),
];

export const conservative: Judge = (sent, at) => [
  ...(isNight(at) ? ['conservative.call-hours'] : []),
  ...(sent.filter((before) => at - before < day).length >= 2 ? ['conservative.collection-a-day'] : []),
  ...(sent.filter((before) => at - before < 7 * day).length >= 7 ? ['conservative.collection-in-7-days'] : []),
];

function isNight(at: number): boolean {
  const hour = Number(wall.format(at).slice(11, 13));
  return hour < 8 || hour >= 21;
}

function localDay(at: number): number {
  return Date.parse(`${wall.format(at).slice(0, 10)}T00:00:00Z`) / day;
}
