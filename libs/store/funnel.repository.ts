import type { Database } from './database.ts';

export interface FunnelQuestion {
  readonly journey: string;
  readonly version?: number;
  readonly arm?: string;
  readonly holdout?: boolean;
}

/** One stage of a journey, in figures; every figure counts runs of which a list can be had. */
export interface StageCount {
  readonly stage: string;
  readonly entered: number;
  /** Runs in which a stall of this stage fired. */
  readonly stalled: number;
  /** Touches born here, and of them: blocked for good, sent to a channel, and answered by a person. */
  readonly planned: number;
  readonly blocked: number;
  readonly attempted: number;
  readonly connected: number;
  /** Runs that completed the stage, an optional one by its own event; of them those that a sent touch had reached before. */
  readonly converted: number;
  readonly assisted: number;
  /** Median milliseconds from entry to completion. */
  readonly medianMs: number | null;
}

export interface RunCount {
  readonly runs: number;
  readonly open: number;
  readonly byEnd: { readonly [how: string]: number };
  readonly converted: number;
}

export interface ReasonCount {
  readonly stage: string | null;
  readonly rule: string;
  readonly touches: number;
}

/** The figures of journey funnels, straight from what was recorded. */
export class FunnelRepository {
  constructor(private readonly database: Database) {}

  async runs(question: FunnelQuestion): Promise<RunCount> {
    const rows = await this.database.query<{ how: string | null; runs: number; converted: number }>(
      `${chosen} SELECT ended_how AS how, count(*)::float8 AS runs, (count(*) FILTER (WHERE converted))::float8 AS converted
         FROM chosen GROUP BY ended_how ORDER BY ended_how`,
      ...valuesOf(question),
    );
    const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0);
    return {
      runs: sum((row) => row.runs),
      open: sum((row) => (row.how === null ? row.runs : 0)),
      byEnd: Object.fromEntries(rows.flatMap(({ how, runs }) => (how === null ? [] : [[how, runs]]))),
      converted: sum((row) => row.converted),
    };
  }

  /** In no order: the definition knows the order of its stages, and which are `optional`. */
  async stages(question: FunnelQuestion, optional: readonly string[] = []): Promise<StageCount[]> {
    return this.database.query<StageCount>(stagesSql, ...valuesOf(question), JSON.stringify(optional));
  }

  /** By which rules touches were blocked in their last verdict. A touch blocked by two rules counts for both. */
  async reasons(question: FunnelQuestion): Promise<ReasonCount[]> {
    return this.database.query<ReasonCount>(reasonsSql, ...valuesOf(question));
  }
}

function valuesOf({ journey, version, arm, holdout }: FunnelQuestion): (string | number | boolean | null)[] {
  return [journey, version ?? null, arm ?? null, holdout ?? null];
}

const chosen = `
  WITH chosen AS (
    SELECT customer_id, id, ended_how, converted FROM runs
      WHERE journey = $1 AND ($2::int IS NULL OR version = $2::int) AND ($3::text IS NULL OR arm = $3::text)
        AND ($4::boolean IS NULL OR holdout = $4::boolean))`;

const stagesSql = `${chosen},
  touched AS (
    SELECT t.customer_id, t.run, t.stage, t.how,
        count(a.id) FILTER (WHERE a.not_sent_at IS NULL) AS attempts,
        bool_or(a.outcome IN ('connected', 'conversation')) AS connected,
        min(a.started_at) FILTER (WHERE a.not_sent_at IS NULL) AS first_sent_at
      FROM chosen c JOIN touches t ON t.customer_id = c.customer_id AND t.run = c.id
      LEFT JOIN attempts a ON a.customer_id = t.customer_id AND a.touch = t.id
      GROUP BY t.customer_id, t.id, t.run, t.stage, t.how),
  of_run AS (
    SELECT customer_id, run, stage, count(*) AS planned, count(*) FILTER (WHERE how = 'dropped') AS blocked,
        count(*) FILTER (WHERE attempts > 0) AS attempted, count(*) FILTER (WHERE connected) AS connected,
        min(first_sent_at) AS first_sent_at
      FROM touched GROUP BY customer_id, run, stage),
  stalled AS (
    SELECT DISTINCT s.customer_id, s.run, s.stage FROM chosen c
      JOIN stalls s ON s.customer_id = c.customer_id AND s.run = c.id WHERE s.fired_at IS NOT NULL),
  counted AS (
    SELECT s.customer_id, s.run, s.stage, s.entered_at,
        CASE WHEN s.done_by = 'event' OR NOT $5::jsonb ? s.stage THEN s.done_at END AS done_at
      FROM chosen c JOIN stages s ON s.customer_id = c.customer_id AND s.run = c.id)
  SELECT s.stage, count(s.entered_at)::float8 AS entered, count(stalled.run)::float8 AS stalled,
      coalesce(sum(t.planned), 0)::float8 AS planned, coalesce(sum(t.blocked), 0)::float8 AS blocked,
      coalesce(sum(t.attempted), 0)::float8 AS attempted, coalesce(sum(t.connected), 0)::float8 AS connected,
      count(s.done_at)::float8 AS converted,
      (count(s.done_at) FILTER (WHERE t.first_sent_at <= s.done_at))::float8 AS assisted,
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM s.done_at - s.entered_at) * 1000)
        FILTER (WHERE s.done_at >= s.entered_at))::float8 AS "medianMs"
    FROM counted s
    LEFT JOIN of_run t ON t.customer_id = s.customer_id AND t.run = s.run AND t.stage = s.stage
    LEFT JOIN stalled ON stalled.customer_id = s.customer_id AND stalled.run = s.run AND stalled.stage = s.stage
    GROUP BY s.stage`;

const reasonsSql = `${chosen},
  latest AS (
    SELECT DISTINCT ON (v.customer_id, v.touch) t.stage, v.blocked_by FROM chosen c
      JOIN touches t ON t.customer_id = c.customer_id AND t.run = c.id
      JOIN verdicts v ON v.customer_id = t.customer_id AND v.touch = t.id
      ORDER BY v.customer_id, v.touch, v.number DESC)
  SELECT stage, rule, count(*)::float8 AS touches FROM latest, unnest(blocked_by) AS rule
    GROUP BY stage, rule ORDER BY touches DESC, stage, rule`;
