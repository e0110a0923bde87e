import type { Row } from './loan-log.ts';

const hour = 3_600_000;

/** What a loan log holds, counted case by case without any of the product's code. */
export interface LoanTruth {
  readonly funnel: readonly number[];
  readonly declined: number;
  readonly cancelled: number;
  readonly undecided: number;
  readonly silent: number;
  readonly silentOnOffer: number;
  readonly calls: number;
  readonly allowed: (cap: number) => number;
}

const steps = ['A_SUBMITTED', 'A_PREACCEPTED', 'A_ACCEPTED', 'O_SENT', 'O_SENT_BACK', 'A_APPROVED', 'A_ACTIVATED'];

export function naiveCount(rows: readonly Row[]): LoanTruth {
  const cases = new Map<string, Row[]>();
  for (const row of rows) cases.set(row.caseId, [...(cases.get(row.caseId) ?? []), row]);
  const last = rows.reduce((latest, row) => Math.max(latest, row.at), -Infinity);
  const all = [...cases.values()];
  const ends = all.map((one) => endOf(one));
  const count = (holds: (one: Row[], end: Row | undefined) => boolean): number =>
    all.filter((one, index) => holds(one, ends[index])).length;
  const calls = (one: Row[]): number[] => instants(one, ['W_Nabellen offertes'], 'START').sort((a, b) => a - b);
  return {
    funnel: steps.map((step) =>
      count((one, end) => one.some((row) => row.activity === step && row.at <= (end?.at ?? last))),
    ),
    declined: count((_, end) => end?.activity === 'A_DECLINED'),
    cancelled: count((_, end) => end?.activity === 'A_CANCELLED'),
    undecided: count((_, end) => end === undefined),
    silent: count((one, end) => isSilent(one, end, last, ['O_SENT_BACK'])),
    silentOnOffer: count((one, end) => isSilent(one, end, last, ['O_SENT_BACK', 'O_CANCELLED', 'O_DECLINED'])),
    calls: all.flatMap(calls).length,
    allowed: (cap) => all.reduce((sum, one) => sum + greedy(calls(one), cap), 0),
  };
}

function endOf(rows: readonly Row[]): Row | undefined {
  return rows.find((row) => ['A_DECLINED', 'A_CANCELLED', 'A_ACTIVATED'].includes(row.activity));
}

function instants(rows: readonly Row[], activities: readonly string[], lifecycle?: string): number[] {
  return rows
    .filter((row) => activities.includes(row.activity) && (lifecycle === undefined || row.lifecycle === lifecycle))
    .map((row) => row.at);
}

function isSilent(rows: Row[], end: Row | undefined, last: number, answers: readonly string[]): boolean {
  const sent = instants(rows, ['O_SENT']);
  if (sent.length === 0) return false;
  const first = Math.min(...sent);
  const due = first + 168 * hour;
  if (due > last || (end !== undefined && end.at <= due)) return false;
  return !instants(rows, answers).some((at) => at >= first && at <= due);
}

function greedy(calls: readonly number[], cap: number): number {
  const allowed: number[] = [];
  for (const at of calls) {
    if (allowed.filter((earlier) => earlier > at - 168 * hour).length < cap) allowed.push(at);
  }
  return allowed.length;
}
