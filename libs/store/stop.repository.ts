import type { Instant } from '#journey';
import type { Database } from './database.ts';
import { USUAL_RATE } from './wake.repository.ts';

export type StopLevel = 'everything' | 'channel' | 'provider' | 'journey' | 'stage' | 'customer';

/** `everything` has the target `*`; a stage is named `journey/stage`. */
export interface StopTarget {
  readonly level: StopLevel;
  readonly target: string;
}

export interface Stop extends StopTarget {
  readonly id: string;
  readonly note: string | null;
  readonly from: Instant;
  readonly liftedAt: Instant | null;
}

export interface Lifted {
  readonly stop: Stop;
  /** It had been lifted before. */
  readonly wasLifted: boolean;
  /** The wake that is owed, by its id. */
  readonly wake: string;
}

interface StopRow {
  id: bigint;
  level: string;
  target: string;
  note: string | null;
  from: Date;
  liftedAt: Date | null;
}

/** Stops at every level. A stop is in force from when `stop` returns until `resume` does; no clocks are compared. */
export class StopRepository {
  constructor(private readonly database: Database) {}

  /** Returns when it is in force: no dispatch begins after that. A target stopped twice is stopped once. */
  async stop(target: StopTarget, at: Instant, note?: string): Promise<Stop> {
    const [pressed] = await this.database.query<{ id: bigint }>(
      'SELECT press_stop($1, $2, $3, $4::timestamptz) AS id',
      target.level,
      target.target,
      note ?? null,
      new Date(at).toISOString(),
    );
    const row = await this.database.ask((prisma) =>
      prisma.stop.findUniqueOrThrow({ where: { id: pressed?.id ?? 0n } }),
    );
    return stopOf(row);
  }

  /**
   * Lifts it, and owes a wake to whom it held, at `rate` customers a second; all of it or nothing. Null: there was never such
   * a stop.
   */
  async resume(target: StopTarget, at: Instant, rate?: number): Promise<Lifted | null> {
    const [lifted] = await this.database.query<{ stop_id: bigint | null; was_lifted: boolean; wake_id: bigint }>(
      'SELECT * FROM lift_stop($1, $2, $3::timestamptz, $4::float8, $5::float8)',
      target.level,
      target.target,
      new Date(at).toISOString(),
      rate ?? null,
      USUAL_RATE,
    );
    if (!lifted?.stop_id) return null;
    const { stop_id, was_lifted, wake_id } = lifted;
    const row = await this.database.ask((prisma) => prisma.stop.findUniqueOrThrow({ where: { id: stop_id } }));
    return { stop: stopOf(row), wasLifted: was_lifted, wake: wake_id.toString() };
  }

  async inForce(targets: readonly StopTarget[]): Promise<Stop[]> {
    if (targets.length === 0) return [];
    const rows = await this.database.query<StopRow>(inForceSql, JSON.stringify(targets));
    return rows.map(stopOf);
  }

  /** Newest first; without `lifted` only those in force. */
  async list(options: { lifted?: boolean } = {}): Promise<Stop[]> {
    const rows = await this.database.ask((prisma) =>
      prisma.stop.findMany({ where: options.lifted ? {} : { liftedAt: null }, orderBy: { id: 'desc' } }),
    );
    return rows.map(stopOf);
  }
}

const inForceSql = `
  SELECT s.id, s.level, s.target, s.note, s.from_at AS "from", s.lifted_at AS "liftedAt"
    FROM stops s JOIN jsonb_to_recordset($1::jsonb) AS asked (level text, target text)
      ON s.level = asked.level AND s.target = asked.target
    WHERE s.lifted_at IS NULL ORDER BY s.id`;

export function stopOf(row: StopRow): Stop {
  return {
    id: row.id.toString(),
    level: row.level as StopLevel,
    target: row.target,
    note: row.note,
    from: row.from.getTime(),
    liftedAt: row.liftedAt?.getTime() ?? null,
  };
}
