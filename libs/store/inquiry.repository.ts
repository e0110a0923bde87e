import type { Instant } from '#journey';
import type { Database } from './database.ts';

export interface AttemptToAskAbout {
  readonly customerId: string;
  readonly attempt: string;
  readonly channel: string;
  readonly provider: string;
  /** The provider's own name for it, where it gave one. */
  readonly reference: string | null;
  readonly begunAt: Instant;
}

export interface OpenAttempt extends AttemptToAskAbout {
  /** Unknown: the wait for its outcome is over. */
  readonly state: 'awaited' | 'unknown';
  readonly detail: string | null;
  /** How often its provider was asked, and when next; null: never again. */
  readonly asked: number;
  readonly askAt: Instant | null;
}

export interface InquiryCount {
  readonly channel: string;
  readonly waiting: number;
}

interface Row {
  customer_id: string;
  attempt: string;
  channel: string;
  provider: string;
  reference: string | null;
  begun_at: Date;
}

/** Attempts whose outcome is not known, and when their providers are asked about them. */
export class InquiryRepository {
  constructor(private readonly database: Database) {}

  /**
   * Those to be asked about now, the longest due first, each to one caller only: with the claim the next question is set,
   * at twice the attempt's age, so a caller that dies on the way has lost one question and nothing else. The last is asked
   * within `withinMs` of the beginning. What has got an outcome meanwhile is never asked about again. On a channel that is
   * not among these it is put off in the same way, unasked: it may be one that can be asked again by then.
   */
  async claim(question: {
    readonly at: Instant;
    readonly channels: readonly string[];
    readonly withinMs: number;
    readonly limit: number;
  }): Promise<AttemptToAskAbout[]> {
    const rows = await this.database.query<Row>(
      claimSql,
      new Date(question.at).toISOString(),
      JSON.stringify(question.channels),
      question.withinMs / 1_000,
      question.limit,
    );
    return rows.map(attemptOf);
  }

  /** How many are to be asked about now, by channel; those of which nobody is are left out. */
  async waiting(question: { readonly at: Instant; readonly channels: readonly string[] }): Promise<InquiryCount[]> {
    const at = new Date(question.at).toISOString();
    return this.database.query<InquiryCount>(waitingSql, at, JSON.stringify(question.channels));
  }

  /** Without an outcome, oldest first; `unknown`: only those that nobody waits for any more. */
  async open(options: { readonly unknown?: boolean; readonly limit: number }): Promise<OpenAttempt[]> {
    const rows = await this.database.query<
      Row & { outcome: string | null; detail: string | null; asked: number; ask_at: Date | null }
    >(openSql, options.unknown === true, options.limit);
    return rows.map((row) => ({
      ...attemptOf(row),
      state: row.outcome === 'unknown' ? 'unknown' : 'awaited',
      detail: row.detail,
      asked: row.asked,
      askAt: row.ask_at?.getTime() ?? null,
    }));
  }
}

/** At twice the attempt's age; null: it would be too late. */
const nextQuestion = `CASE WHEN $1::timestamptz - d.begun_at <= make_interval(secs => $3::float8) / 2
        THEN $1::timestamptz + greatest($1::timestamptz - d.begun_at, interval '1 second') END`;
const isAskable = `d.channel IN (SELECT jsonb_array_elements_text($2::jsonb))`;
const isInDoubt = `coalesce(a.outcome, 'pending') IN ('pending', 'unknown')`;
const isDue = `d.ask_at <= $1::timestamptz AND ${isInDoubt} AND ${isAskable}`;
const dispatched = 'dispatches d LEFT JOIN attempts a ON a.customer_id = d.customer_id AND a.id = d.attempt';

/**
 * What has got its outcome, or has nobody to be asked, is put aside by the thousand and takes nobody's place: nearly all that
 * was handed over is called back about before anyone need ask.
 */
const claimSql = `
  WITH aside AS (
    SELECT d.customer_id, d.attempt, ${isInDoubt} AS is_in_doubt
      FROM ${dispatched} WHERE d.ask_at <= $1::timestamptz AND NOT (${isInDoubt} AND ${isAskable})
      ORDER BY d.ask_at LIMIT 1000 FOR UPDATE OF d SKIP LOCKED
  ), put_aside AS (
    UPDATE dispatches d SET ask_at = CASE WHEN aside.is_in_doubt THEN ${nextQuestion} END
      FROM aside WHERE d.customer_id = aside.customer_id AND d.attempt = aside.attempt
  ), due AS MATERIALIZED (
    SELECT d.customer_id, d.attempt
      FROM ${dispatched} WHERE ${isDue}
      ORDER BY d.ask_at LIMIT $4::int FOR UPDATE OF d SKIP LOCKED
  )
  UPDATE dispatches d SET asked = d.asked + 1, ask_at = ${nextQuestion}
    FROM due WHERE d.customer_id = due.customer_id AND d.attempt = due.attempt
    RETURNING d.customer_id, d.attempt, d.channel, d.provider, d.reference, d.begun_at`;

const waitingSql = `
  SELECT d.channel, count(*)::float8 AS waiting FROM ${dispatched} WHERE ${isDue} GROUP BY d.channel`;

const openSql = `
  SELECT d.customer_id, d.attempt, d.channel, d.provider, d.reference, d.begun_at, a.outcome, a.detail, d.asked, d.ask_at
    FROM attempts a JOIN dispatches d ON d.customer_id = a.customer_id AND d.attempt = a.id
    WHERE a.not_sent_at IS NULL AND (a.outcome IS NULL OR a.outcome IN ('pending', 'unknown'))
      AND (a.outcome = 'unknown' OR NOT $1::boolean)
    ORDER BY a.started_at LIMIT $2::int`;

function attemptOf({ customer_id, attempt, channel, provider, reference, begun_at }: Row): AttemptToAskAbout {
  return { customerId: customer_id, attempt, channel, provider, reference, begunAt: begun_at.getTime() };
}
