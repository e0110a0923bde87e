import type { Database } from './database.ts';

export interface PaceCount {
  readonly channel: string;
  readonly waiting: number;
  readonly inProgress: number;
}

export interface PaceWait {
  readonly channel: string;
  readonly waiting: number;
}

/** Who waits for a slot and who holds one. Slots are taken with the dispatch they are for: `DispatchRepository.begin`. */
export class PaceRepository {
  constructor(private readonly database: Database) {}

  /** Their outcome is known: they are no longer in progress. What has ended already, or never held a slot, is left alone. */
  async free(customerId: string, attempts: readonly string[]): Promise<void> {
    await this.database.execute(freeSql, customerId, JSON.stringify(attempts));
  }

  /** The touch no longer wants to start. */
  async leave(customerId: string, touch: string): Promise<void> {
    await this.database.execute('DELETE FROM pace_waiting WHERE customer_id = $1 AND touch = $2', customerId, touch);
  }

  /** The channel on which this touch waits for its turn, and how many wait there, itself too; null: it does not. */
  async waitOf(customerId: string, touch: string): Promise<PaceWait | null> {
    const [row] = await this.database.query<{ channel: string; waiting: bigint }>(waitSql, customerId, touch);
    return row === undefined ? null : { channel: row.channel, waiting: Number(row.waiting) };
  }

  /** Channels of which nobody waits or is in progress are left out. */
  async counts(): Promise<PaceCount[]> {
    const rows = await this.database.query<{ channel: string; waiting: bigint; in_progress: bigint }>(countSql);
    return rows.map(({ channel, waiting, in_progress }) => ({
      channel,
      waiting: Number(waiting),
      inProgress: Number(in_progress),
    }));
  }
}

const freeSql = `
  UPDATE pace_slots SET until = clock_timestamp() WHERE customer_id = $1 AND until > clock_timestamp()
    AND attempt IN (SELECT jsonb_array_elements_text($2::jsonb))`;

const waitSql = `
  SELECT mine.channel, (SELECT count(*) FROM pace_waiting WHERE channel = mine.channel AND until > clock_timestamp()) AS waiting
    FROM pace_waiting AS mine WHERE customer_id = $1 AND touch = $2 AND until > clock_timestamp()`;

const countSql = `
  SELECT channel, sum(waiting) AS waiting, sum(in_progress) AS in_progress FROM (
    SELECT channel, count(*) AS waiting, 0 AS in_progress FROM pace_waiting WHERE until > clock_timestamp() GROUP BY channel
    UNION ALL
    SELECT channel, 0, count(*) FROM pace_slots WHERE until > clock_timestamp() GROUP BY channel
  ) counted GROUP BY channel`;
