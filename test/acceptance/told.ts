import pg from 'pg';
import type { Instant } from '#journey';

/** What a store tells of one customer: lines to compare, and instants to measure. */
export interface Told {
  readonly lines: readonly string[];
  readonly verdicts: readonly ToldVerdict[];
  /** How long after it happened the latest of its events was heard. */
  readonly heardLate: number;
  /** How long after its verdict the latest of its contacts began. */
  readonly wentLate: number;
}

export interface ToldVerdict {
  readonly touch: string;
  readonly number: number;
  readonly at: Instant;
  readonly kind: string;
  readonly channel: string | null;
  readonly until: Instant | null;
  readonly plannedAt: Instant;
  readonly usefulUntil: Instant;
  readonly purpose: string;
  readonly via: readonly string[];
}

const linesSql = `
  SELECT customer_id, line FROM (
    SELECT customer_id, concat_ws(' ', 'run', id, journey, version, subject, arm, ended_how, ended_by, converted) AS line FROM runs
    UNION ALL SELECT customer_id, concat_ws(' ', 'stage', run, stage, entries, done_by) FROM stages
    UNION ALL SELECT customer_id, concat_ws(' ', 'stall', run, stage, stall, entry, result, because,
      CASE WHEN resolved_at IS NOT NULL THEN 'resolved' END) FROM stalls
    UNION ALL SELECT customer_id, concat_ws(' ', 'touch', id, template, array_to_string(via, '+'), how, cancelled_because) FROM touches
    UNION ALL SELECT customer_id, concat_ws(' ', 'verdict', touch, number, kind, channel, array_to_string(blocked_by, '+'), 'because',
      (SELECT string_agg(concat_ws('/', why ->> 'rule', why ->> 'kind', why ->> 'channel', why ->> 'blocked', why ->> 'count'), ' ' ORDER BY nth)
       FROM jsonb_array_elements(reasons) WITH ORDINALITY AS given (why, nth))) FROM verdicts
    UNION ALL SELECT customer_id, concat_ws(' ', 'attempt', id, channel, outcome, disposition, not_sent_because) FROM attempts
    UNION ALL SELECT customer_id, concat_ws(' ', 'elsewhere', id, channel, outcome) FROM contacts_elsewhere
  ) AS told ORDER BY customer_id, line`;

const verdictsSql = `
  SELECT verdicts.customer_id, touch, number, ms(verdicts.at) AS at, kind, channel, ms(until) AS until, ms(planned_at) AS "plannedAt",
    ms(useful_until) AS "usefulUntil", purpose, via
  FROM verdicts JOIN touches ON touches.id = touch AND touches.customer_id = verdicts.customer_id ORDER BY touch, number`;

const heardSql = `SELECT customer_id, max(ms(received_at) - ms(occurred_at)) AS late FROM events GROUP BY customer_id`;

/** From when on a contact counts is when it began. */
const wentSql = `
  SELECT dispatches.customer_id, max(ms(begun_at) - ms(started_at)) AS late FROM dispatches
  JOIN attempts ON attempts.customer_id = dispatches.customer_id AND attempts.id = attempt GROUP BY dispatches.customer_id`;

/** Reads a store whole, by SQL of its own: what the comparison says does not hang on the product's reading. */
export async function toldBy(databaseUrl: string): Promise<ReadonlyMap<string, Told>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const rows = async <Row>(sql: string) => (await client.query<Row & { customer_id: string }>(inMs(sql))).rows;
    const lines = await rows<{ line: string }>(linesSql);
    const verdicts = await rows<ToldVerdict>(verdictsSql);
    const heard = await rows<{ late: number }>(heardSql);
    const went = await rows<{ late: number }>(wentSql);
    const told = new Map<string, { lines: string[]; verdicts: ToldVerdict[]; heardLate: number; wentLate: number }>();
    const of = (customerId: string) => {
      const known = told.get(customerId) ?? { lines: [], verdicts: [], heardLate: 0, wentLate: 0 };
      told.set(customerId, known);
      return known;
    };
    for (const { customer_id, line } of lines) of(customer_id).lines.push(line);
    for (const { customer_id, ...verdict } of verdicts) of(customer_id).verdicts.push(verdict);
    for (const { customer_id, late } of heard) of(customer_id).heardLate = late;
    for (const { customer_id, late } of went) of(customer_id).wentLate = late;
    return told;
  } finally {
    await client.end();
  }
}

function inMs(sql: string): string {
  return sql.replaceAll(/\bms\(([^)]+)\)/g, '(extract(epoch FROM $1) * 1000)::float8');
}
