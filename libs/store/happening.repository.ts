import type { Happening } from '#customer';
import type { Database } from './database.ts';
import { rowsOf, type HappeningTable } from './happening-rows.ts';
import { mendedJson } from './storable-text.ts';

/**
 * What happened to a customer, written down. Every row has a key that does not depend on the attempt to write it, and a
 * value that only ever grows: the same batch again, or an older one after a newer one, changes nothing.
 */
export class HappeningRepository {
  constructor(private readonly database: Database) {}

  /** One round trip and one transaction, however many tables are concerned. */
  async record(customerId: string, happenings: readonly Happening[]): Promise<void> {
    if (happenings.length === 0) return;
    const rows = rowsOf(customerId, happenings);
    const used = tables.filter((table) => rows[table].length > 0);
    const steps = used.map((table, index) => `${table} AS (${sqlOf[table].replace('$1', `$${index + 1}`)})`);
    await this.database.execute(`WITH ${steps.join(', ')} SELECT`, ...used.map((table) => mendedJson(rows[table])));
  }
}

/** What may happen to a run after its start, from either kind of step. */
function runsMove(fresh: 'excluded' | 'fresh'): string {
  const migrated = `${fresh}.migrated_at IS NOT NULL AND (known.migrated_at IS NULL OR ${fresh}.migrated_at >= known.migrated_at)`;
  return `ended_at = coalesce(${fresh}.ended_at, known.ended_at), ended_how = coalesce(${fresh}.ended_how, known.ended_how),
      ended_by = coalesce(${fresh}.ended_by, known.ended_by), converted = coalesce(${fresh}.converted, known.converted),
      definition = CASE WHEN ${migrated} THEN ${fresh}.definition ELSE known.definition END,
      version = CASE WHEN ${migrated} THEN ${fresh}.version ELSE known.version END,
      migrated_at = greatest(known.migrated_at, ${fresh}.migrated_at)`;
}

/**
 * The later outcome counts, but for one thing: an outcome that is known is more than an unknown one, however late silence
 * was taken for an answer.
 */
const tellsMore = `excluded.ended_at IS NOT NULL AND CASE
        WHEN known.ended_at IS NULL THEN true
        WHEN (known.outcome = 'unknown') <> (excluded.outcome = 'unknown') THEN known.outcome = 'unknown'
        ELSE excluded.ended_at >= known.ended_at END`;

/** One step per table, in this order; together one statement, prepared once for each set of tables that occurs. */
const sqlOf: { readonly [table in HappeningTable]: string } = {
  runs: `
    INSERT INTO runs AS known (customer_id, id, journey, version, definition, subject, arm, holdout, started_at,
      ended_at, ended_how, ended_by, converted, migrated_at)
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS fresh (customer_id text, id text, journey text, version int,
      definition text, subject text, arm text, holdout boolean, started_at timestamptz,
      ended_at timestamptz, ended_how text, ended_by text, converted boolean, migrated_at timestamptz)
    ON CONFLICT (customer_id, id) DO UPDATE SET ${runsMove('excluded')}
      WHERE excluded.ended_at IS NOT NULL OR excluded.migrated_at IS NOT NULL`,
  runsMoved: `
    UPDATE runs known SET ${runsMove('fresh')}
      FROM jsonb_to_recordset($1::jsonb) AS fresh (customer_id text, id text, ended_at timestamptz, ended_how text,
        ended_by text, converted boolean, definition text, version int, migrated_at timestamptz)
      WHERE known.customer_id = fresh.customer_id AND known.id = fresh.id`,
  stages: `
    INSERT INTO stages AS known (customer_id, run, stage, entered_at, entries, done_at, done_by)
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS fresh (customer_id text, run text, stage text,
      entered_at timestamptz, entries int, done_at timestamptz, done_by text)
    ON CONFLICT (customer_id, run, stage) DO UPDATE SET
      entered_at = least(known.entered_at, excluded.entered_at), entries = greatest(known.entries, excluded.entries),
      done_by = CASE WHEN known.done_at <= excluded.done_at OR excluded.done_at IS NULL THEN known.done_by ELSE excluded.done_by END,
      done_at = least(known.done_at, excluded.done_at)`,
  stageEntries: `
    INSERT INTO stage_entries (customer_id, run, stage, entry, entered_at)
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS fresh (customer_id text, run text, stage text, entry int,
      entered_at timestamptz)
    ON CONFLICT DO NOTHING`,
  stalls: `
    INSERT INTO stalls AS known (customer_id, run, stage, stall, entry, fired_at, result, because, resolved_at)
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS fresh (customer_id text, run text, stage text, stall text,
      entry int, fired_at timestamptz, result text, because text, resolved_at timestamptz)
    ON CONFLICT (customer_id, run, stage, stall, entry) DO UPDATE SET
      fired_at = coalesce(excluded.fired_at, known.fired_at), result = coalesce(excluded.result, known.result),
      because = coalesce(excluded.because, known.because), resolved_at = coalesce(excluded.resolved_at, known.resolved_at)`,
  // The first end stands: a workflow that was reset lives through it once more.
  activities: `
    INSERT INTO activities AS known (customer_id, id, name, run, stage, planned_at, cancelled_at, cancelled_because,
      ended_at, how, detail)
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS fresh (customer_id text, id text, name text, run text, stage text,
      planned_at timestamptz, cancelled_at timestamptz, cancelled_because text, ended_at timestamptz, how text, detail text)
    ON CONFLICT (customer_id, id) DO UPDATE SET
      cancelled_at = coalesce(excluded.cancelled_at, known.cancelled_at),
      cancelled_because = coalesce(excluded.cancelled_because, known.cancelled_because),
      ended_at = coalesce(known.ended_at, excluded.ended_at), how = coalesce(known.how, excluded.how),
      detail = CASE WHEN known.how IS NULL THEN excluded.detail ELSE known.detail END
      WHERE excluded.cancelled_at IS NOT NULL OR excluded.ended_at IS NOT NULL`,
  touches: `
    INSERT INTO touches AS known (customer_id, id, name, run, journey, stage, stall, entry, subject, arm, purpose, via, template,
      planned_at, useful_until, topic, class, score, cancelled_at, cancelled_because, ended_at, how)
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS fresh (customer_id text, id text, name text, run text, journey text,
      stage text, stall text, entry int, subject text, arm text, purpose text, via text[], template text, planned_at timestamptz,
      useful_until timestamptz, topic text, class text, score float8, cancelled_at timestamptz, cancelled_because text,
      ended_at timestamptz, how text)
    ON CONFLICT (customer_id, id) DO UPDATE SET
      cancelled_at = coalesce(excluded.cancelled_at, known.cancelled_at),
      cancelled_because = coalesce(excluded.cancelled_because, known.cancelled_because),
      ended_at = coalesce(excluded.ended_at, known.ended_at), how = coalesce(excluded.how, known.how)
      WHERE excluded.cancelled_at IS NOT NULL OR excluded.ended_at IS NOT NULL`,
  touchesMoved: `
    UPDATE touches known SET cancelled_at = coalesce(fresh.cancelled_at, known.cancelled_at),
        cancelled_because = coalesce(fresh.cancelled_because, known.cancelled_because),
        ended_at = coalesce(fresh.ended_at, known.ended_at), how = coalesce(fresh.how, known.how)
      FROM jsonb_to_recordset($1::jsonb) AS fresh (customer_id text, id text, cancelled_at timestamptz,
        cancelled_because text, ended_at timestamptz, how text)
      WHERE known.customer_id = fresh.customer_id AND known.id = fresh.id`,
  // A workflow task that is run again asks the policy again: the later answer is the one that is acted on.
  verdicts: `
    INSERT INTO verdicts AS known (customer_id, touch, number, at, kind, channel, until, spread_ms, blocked_by, reasons, zones, iana, policy, winner)
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS fresh (customer_id text, touch text, number int, at timestamptz,
      kind text, channel text, until timestamptz, spread_ms int, blocked_by text[], reasons jsonb, zones text[], iana text, policy text, winner text)
    ON CONFLICT (customer_id, touch, number) DO UPDATE SET at = excluded.at, kind = excluded.kind, channel = excluded.channel,
      until = excluded.until, spread_ms = excluded.spread_ms, blocked_by = excluded.blocked_by, reasons = excluded.reasons, zones = excluded.zones,
      iana = excluded.iana, policy = excluded.policy, winner = excluded.winner
      WHERE excluded.at > known.at OR (excluded.at = known.at AND
        (excluded.kind, excluded.until, excluded.reasons) IS DISTINCT FROM (known.kind, known.until, known.reasons))`,
  // An outcome may be told twice, unknown first and reconciled later: the later one holds.
  attempts: `
    INSERT INTO attempts AS known (customer_id, id, touch, channel, started_at, ended_at, outcome, disposition, detail,
      not_sent_at, not_sent_because)
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS fresh (customer_id text, id text, touch text, channel text,
      started_at timestamptz, ended_at timestamptz, outcome text, disposition text, detail text,
      not_sent_at timestamptz, not_sent_because text)
    ON CONFLICT (customer_id, id) DO UPDATE SET
      channel = coalesce(excluded.channel, known.channel),
      started_at = coalesce(excluded.started_at, known.started_at),
      outcome = CASE WHEN ${tellsMore} THEN excluded.outcome ELSE known.outcome END,
      disposition = CASE WHEN ${tellsMore} THEN excluded.disposition ELSE known.disposition END,
      detail = CASE WHEN ${tellsMore} THEN excluded.detail ELSE known.detail END,
      ended_at = greatest(known.ended_at, excluded.ended_at),
      not_sent_at = coalesce(excluded.not_sent_at, known.not_sent_at),
      not_sent_because = coalesce(excluded.not_sent_because, known.not_sent_because)`,
  contactsElsewhere: `
    INSERT INTO contacts_elsewhere AS known (customer_id, id, at, purpose, channel, state, outcome, disposition, journey,
      debt, topic, number, by)
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS fresh (customer_id text, id text, at timestamptz, purpose text,
      channel text, state text, outcome text, disposition text, journey text, debt text, topic text, number text, by text)
    ON CONFLICT (customer_id, id) DO UPDATE SET state = excluded.state, outcome = excluded.outcome,
      disposition = excluded.disposition`,
  journeyFaults: `
    INSERT INTO journey_faults (customer_id, kind, at, journey, run, name, because)
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS fresh (customer_id text, kind text, at timestamptz, journey text,
      run text, name text, because text)
    ON CONFLICT DO NOTHING`,
};

const tables = Object.keys(sqlOf) as HappeningTable[];
