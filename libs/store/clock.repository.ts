import type { ClockRow, ClockStore } from '#clock';
import type { Database } from './database.ts';

/** The persisted clock: one row. */
export class ClockRepository implements ClockStore {
  constructor(private readonly database: Database) {}

  async read(): Promise<ClockRow | null> {
    const row = await this.database.ask((client) => client.clock.findUnique({ where: { id: 1 }, omit: { id: true } }));
    return row;
  }

  /** Under a lock, because two processes that set the clock for the first time have no row to lock. */
  async change(next: (row: ClockRow | null) => ClockRow): Promise<ClockRow> {
    return this.database.transaction(async (transaction) => {
      await transaction.execute('SELECT pg_advisory_xact_lock(7365776, 2)');
      const row = next(await new ClockRepository(transaction).read());
      await transaction.ask((client) =>
        client.clock.upsert({ where: { id: 1 }, create: { id: 1, ...row }, update: row }),
      );
      return row;
    });
  }
}
