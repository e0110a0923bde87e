import type { Instant, Json } from '#journey';
import type { Database } from './database.ts';

export interface Snapshot {
  readonly state: Json;
  readonly generation: number;
  /** The workflow run that saved it. */
  readonly writer: string;
}

export interface SnapshotToSave {
  readonly customerId: string;
  readonly workflowRunId: string;
  /** One more than what was loaded, 1 without a snapshot; alike for all saves of one workflow run. */
  readonly generation: number;
  readonly historyLength: number;
  readonly state: Json;
  readonly at: Instant;
}

/**
 * What a customer's workflow remembers between two of its runs.
 *
 * A workflow that completes while a signal arrives is set back by the server and runs its last task again, `load` and
 * `save` included. Were it to load what it has just saved, it would apply the same events twice. So a snapshot names the
 * run that wrote it and keeps the one before, and a run never loads its own. A save that comes late (an activity of a
 * worker already given up) is refused: generation and history length never go back.
 *
 * The state is text: jsonb would sort the keys, and the order of arms in a definition is part of what it means.
 */
export class SnapshotRepository {
  constructor(private readonly database: Database) {}

  async load(customerId: string, workflowRunId: string): Promise<Snapshot | null> {
    const [row] = await this.database.query<{ state: string; generation: number; writer: string }>(
      loadSql,
      customerId,
      workflowRunId,
    );
    return row === undefined ? null : { ...row, state: JSON.parse(row.state) as Json };
  }

  async save(save: SnapshotToSave): Promise<'saved' | 'stale'> {
    const saved = await this.database.execute(
      saveSql,
      save.customerId,
      save.workflowRunId,
      save.generation,
      save.historyLength,
      JSON.stringify(save.state),
      new Date(save.at).toISOString(),
    );
    return saved === 1 ? 'saved' : 'stale';
  }
}

const loadSql = `
  SELECT state, generation, writer FROM snapshots WHERE customer_id = $1 AND writer <> $2
  UNION ALL
  SELECT previous_state, previous_generation, previous_writer FROM snapshots
    WHERE customer_id = $1 AND writer = $2 AND previous_state IS NOT NULL`;

const saveSql = `
  INSERT INTO snapshots AS known (customer_id, writer, generation, history_length, state, saved_at)
  VALUES ($1, $2, $3::int, $4::int, $5, $6::timestamptz)
  ON CONFLICT (customer_id) DO UPDATE SET
    previous_state = CASE WHEN known.writer = excluded.writer THEN known.previous_state ELSE known.state END,
    previous_writer = CASE WHEN known.writer = excluded.writer THEN known.previous_writer ELSE known.writer END,
    previous_generation = CASE WHEN known.writer = excluded.writer THEN known.previous_generation ELSE known.generation END,
    writer = excluded.writer, generation = excluded.generation, history_length = excluded.history_length,
    state = excluded.state, saved_at = excluded.saved_at
  WHERE CASE WHEN known.writer = excluded.writer
    THEN excluded.generation = known.generation AND excluded.history_length >= known.history_length
    ELSE excluded.generation > known.generation END`;
