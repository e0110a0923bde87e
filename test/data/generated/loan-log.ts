/** One row of a made-up log of loan applications, in the shape of the Dutch one. */
export interface Row {
  readonly caseId: string;
  readonly activity: string;
  readonly lifecycle: string;
  readonly at: number;
}

const hour = 3_600_000;

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function drawer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/**
 * Applications that are declined, cancelled, granted or left open, with what makes real logs hard: ties in the wrong
 * order, several offers, offers that end, calls all the way, rows after the end, answers at the very instant of a
 * deadline, a clock change in the middle. Grouped by case.
 */
export function loanLog(seed: number, cases: number): readonly Row[] {
  const draw = drawer(seed);
  return Array.from({ length: cases }, (_, index) => loanCase(`L${index + 1}`, draw)).flat();
}

function loanCase(caseId: string, draw: () => number): readonly Row[] {
  const rows: Row[] = [];
  let at = Date.UTC(2011, 9, 1) + Math.floor(draw() * 60 * 24) * hour;
  const add = (activity: string, lifecycle = 'COMPLETE', instant = at): void => {
    rows.push({ caseId, activity, lifecycle, at: instant });
  };
  const wait = (mostHours: number): void => {
    at += Math.floor(draw() * mostHours * 60) * 60_000;
  };
  const ends = (): boolean => {
    if (draw() > 0.25) return false;
    add(draw() < 0.7 ? 'A_DECLINED' : 'A_CANCELLED');
    return true;
  };
  const noise = (): readonly Row[] => {
    for (let left = Math.floor(draw() * 4); left > 0; left -= 1) {
      wait(200);
      add(draw() < 0.5 ? 'W_Nabellen offertes' : 'O_CANCELLED', draw() < 0.5 ? 'START' : 'COMPLETE');
    }
    return rows;
  };

  add('A_SUBMITTED');
  if (draw() < 0.3) wait(2);
  if (ends()) return noise();
  add('A_PREACCEPTED');
  wait(40);
  if (ends()) return noise();
  add('A_ACCEPTED');
  const first = at;
  for (let offers = 1 + Math.floor(draw() * 3); offers > 0; offers -= 1) {
    add('O_SENT');
    for (let calls = Math.floor(draw() * 5); calls > 0; calls -= 1) {
      wait(90);
      add('W_Nabellen offertes', 'START');
    }
    wait(60);
    if (offers > 1 && draw() < 0.4) add(draw() < 0.5 ? 'O_CANCELLED' : 'O_DECLINED');
  }
  if (draw() < 0.2) return rows;
  if (draw() < 0.15) at = Math.max(at, first + 168 * hour);
  if (ends()) return noise();
  add('O_SENT_BACK');
  wait(150);
  if (ends()) return noise();
  // The activation stands before the approval of the same instant: row order must not decide.
  add('A_ACTIVATED');
  add('A_APPROVED');
  return noise();
}

/** `date+offset` with one of two offsets by turns: the same instants, texts in another order. */
function timestamp({ at }: Row, index: number): string {
  const hours = index % 2 === 0 ? 1 : 2;
  return `${new Date(at + hours * hour).toISOString().slice(0, -1)}+0${hours}:00`;
}

export function asCsv(rows: readonly Row[]): string {
  const lines = rows.map(
    (row, index) => `${row.caseId},${row.activity},${row.lifecycle},${timestamp(row, index)},1000`,
  );
  return ['case_id,activity,lifecycle,timestamp,amount', ...lines].join('\n');
}

export function asNdjson(rows: readonly Row[]): string {
  return rows
    .map((row, index) =>
      JSON.stringify({
        case_id: row.caseId,
        activity: row.activity,
        lifecycle: row.lifecycle,
        timestamp: timestamp(row, index),
        amount: 1000,
      }),
    )
    .join('\n');
}
