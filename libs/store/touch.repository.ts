import type { Instant, Json } from '#journey';
import type { Database } from './database.ts';

export interface TouchRecord {
  readonly customerId: string;
  readonly id: string;
  readonly name: string;
  readonly run: string | null;
  readonly journey: string | null;
  readonly stage: string | null;
  readonly stall: string | null;
  readonly entry: number | null;
  readonly subject: string | null;
  readonly arm: string | null;
  readonly purpose: string;
  readonly via: readonly string[];
  readonly template: string;
  readonly plannedAt: Instant;
  readonly usefulUntil: Instant;
  readonly cancelledBecause: string | null;
  readonly endedAt: Instant | null;
  /** Null while its last word is not spoken. */
  readonly how: string | null;
}

export interface VerdictRecord {
  readonly touch: string;
  readonly number: number;
  readonly at: Instant;
  readonly kind: string;
  readonly channel: string | null;
  /** Send: valid until; hold: held until. */
  readonly until: Instant | null;
  /** Hold: asked about again within so long after `until`. Null: at once. */
  readonly spreadMs: number | null;
  readonly blockedBy: readonly string[];
  readonly reasons: Json;
  readonly zones: readonly string[];
  /** Of the time zone data. Null also in a verdict from before it was kept. */
  readonly iana: string | null;
  readonly policy: string;
  readonly winner: string | null;
}

export interface AttemptRecord {
  readonly id: string;
  readonly channel: string | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly outcome: string | null;
  readonly disposition: string | null;
  /** Why it failed, as a sentence. */
  readonly detail: string | null;
  readonly notSentAt: Instant | null;
  readonly notSentBecause: string | null;
}

/** Touches, the verdicts on them and what became of them, for reading: why, or why not, was this customer contacted? */
export class TouchRepository {
  constructor(private readonly database: Database) {}

  async find(customerId: string, id: string): Promise<TouchRecord | null> {
    const row = await this.database.ask((prisma) =>
      prisma.touch.findUnique({ where: { customerId_id: { customerId, id } } }),
    );
    return row === null ? null : touchRecordOf(row);
  }

  /** Oldest first. */
  async ofCustomer(customerId: string): Promise<TouchRecord[]> {
    const rows = await this.database.ask((prisma) =>
      prisma.touch.findMany({ where: { customerId }, orderBy: [{ plannedAt: 'asc' }, { id: 'asc' }] }),
    );
    return rows.map(touchRecordOf);
  }

  /** In the order they were given. */
  async verdictsOf(customerId: string, touch: string): Promise<VerdictRecord[]> {
    const rows = await this.database.ask((prisma) =>
      prisma.verdict.findMany({ where: { customerId, touch }, orderBy: { number: 'asc' } }),
    );
    return rows.map((row) => ({
      ...row,
      at: row.at.getTime(),
      until: row.until?.getTime() ?? null,
      reasons: row.reasons as Json,
    }));
  }

  /** In the order they were begun. */
  async attemptsOf(customerId: string, touch: string): Promise<AttemptRecord[]> {
    const rows = await this.database.ask((prisma) => prisma.attempt.findMany({ where: { customerId, touch } }));
    return rows
      .map(({ id, channel, outcome, disposition, detail, notSentBecause, ...row }) => ({
        ...{ id, channel, outcome, disposition, detail, notSentBecause },
        startedAt: row.startedAt?.getTime() ?? null,
        endedAt: row.endedAt?.getTime() ?? null,
        notSentAt: row.notSentAt?.getTime() ?? null,
      }))
      .sort((one, other) => numberOf(one.id) - numberOf(other.id));
  }
}

/** An attempt's id is its touch's and its number. */
function numberOf(attempt: string): number {
  return Number(attempt.slice(attempt.lastIndexOf('/') + 1));
}

type TouchRow = Omit<TouchRecord, 'plannedAt' | 'usefulUntil' | 'endedAt'> & {
  plannedAt: Date;
  usefulUntil: Date;
  endedAt: Date | null;
};

function touchRecordOf(row: TouchRow): TouchRecord {
  return {
    ...row,
    plannedAt: row.plannedAt.getTime(),
    usefulUntil: row.usefulUntil.getTime(),
    endedAt: row.endedAt?.getTime() ?? null,
  };
}
