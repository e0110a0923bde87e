import type { Instant, PlannedActivity } from '#journey';
import type { Database } from './database.ts';

/** Permission to begin a journey's own activity, and what whoever cancels one has to know. */
export class ActivityRepository {
  constructor(private readonly database: Database) {}

  /** Writes that it begins, or has begun before. False: it has ended, and must not be done again. */
  async begin(customerId: string, activity: PlannedActivity, at: Instant): Promise<boolean> {
    const rows = await this.database.query(beginSql, ...placeOf(customerId, activity), iso(at));
    return rows.length > 0;
  }

  /** From here on it does not begin. True: it has begun. */
  async close(customerId: string, activity: PlannedActivity, at: Instant): Promise<boolean> {
    const rows = await this.database.query<{ begun: boolean }>(closeSql, ...placeOf(customerId, activity), iso(at));
    return rows[0]?.begun === true;
  }

  async hasBegun(customerId: string, id: string): Promise<boolean> {
    const rows = await this.database.query(begunSql, customerId, id);
    return rows.length > 0;
  }
}

const beginSql = `
  INSERT INTO activities AS known (customer_id, id, name, run, stage, planned_at, begun_at)
  VALUES ($1, $2, $3, $4, $5, $6::timestamptz, $7::timestamptz)
  ON CONFLICT (customer_id, id) DO UPDATE SET begun_at = coalesce(known.begun_at, excluded.begun_at)
    WHERE known.ended_at IS NULL
  RETURNING id`;

/** Why it is off, the workflow tells. */
const closeSql = `
  INSERT INTO activities AS known (customer_id, id, name, run, stage, planned_at, ended_at, how)
  VALUES ($1, $2, $3, $4, $5, $6::timestamptz, $7::timestamptz, 'cancelled')
  ON CONFLICT (customer_id, id) DO UPDATE SET
    ended_at = CASE WHEN known.begun_at IS NULL THEN coalesce(known.ended_at, excluded.ended_at) ELSE known.ended_at END,
    how = CASE WHEN known.begun_at IS NULL THEN coalesce(known.how, excluded.how) ELSE known.how END
  RETURNING begun_at IS NOT NULL AS begun`;

const begunSql = `SELECT id FROM activities WHERE customer_id = $1 AND id = $2 AND begun_at IS NOT NULL`;

function placeOf(customerId: string, { id, name, run, stage, plannedAt }: PlannedActivity): readonly string[] {
  return [customerId, id, name, run, stage, iso(plannedAt)];
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
