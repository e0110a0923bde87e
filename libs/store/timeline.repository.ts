import type { Instant, Json } from '#journey';
import type { Database } from './database.ts';

/** One line of a customer's life. `what` holds the row's own columns, by their names in the tables. */
export interface TimelineEntry {
  readonly at: Instant;
  readonly kind:
    | 'event'
    | 'run.started'
    | 'run.ended'
    | 'stage.entered'
    | 'stage.done'
    | 'stall.fired'
    | 'stall.resolved'
    | 'touch.planned'
    | 'verdict'
    | 'attempt.started'
    | 'attempt.ended'
    | 'attempt.not sent'
    | 'touch.cancelled'
    | 'touch.ended'
    | 'activity.planned'
    | 'activity.cancelled'
    | 'activity.ended'
    | 'contact.elsewhere'
    | 'journey.fault';
  readonly what: { readonly [column: string]: Json };
}

/** Everything that is known to have happened to one customer, from all tables, oldest first. */
export class TimelineRepository {
  constructor(private readonly database: Database) {}

  /** The newest `limit` lines, given oldest first. */
  async ofCustomer(customerId: string, options: { limit?: number } = {}): Promise<TimelineEntry[]> {
    const rows = await this.database.query<{ at: Date; kind: TimelineEntry['kind']; what: TimelineEntry['what'] }>(
      timelineSql,
      customerId,
      options.limit ?? 1_000,
    );
    return rows.reverse().map((row) => ({ at: row.at.getTime(), kind: row.kind, what: row.what }));
  }
}

/** In the order in which things at one instant follow from each other. */
const lines: readonly (readonly [kind: TimelineEntry['kind'], at: string, from: string])[] = [
  ['event', 'occurred_at', 'events'],
  ['contact.elsewhere', 'at', 'contacts_elsewhere'],
  ['run.started', 'started_at', 'runs'],
  ['stage.done', 'done_at', 'stages'],
  ['stage.entered', 'entered_at', 'stage_entries'],
  ['stall.resolved', 'resolved_at', 'stalls'],
  ['stall.fired', 'fired_at', 'stalls'],
  ['touch.planned', 'planned_at', 'touches'],
  ['activity.planned', 'planned_at', 'activities'],
  ['journey.fault', 'at', 'journey_faults'],
  ['verdict', 'at', 'verdicts'],
  ['attempt.started', 'started_at', 'attempts'],
  ['attempt.not sent', 'not_sent_at', 'attempts'],
  ['attempt.ended', 'ended_at', 'attempts'],
  ['activity.cancelled', 'cancelled_at', 'activities'],
  ['activity.ended', 'ended_at', 'activities'],
  ['touch.cancelled', 'cancelled_at', 'touches'],
  ['touch.ended', 'ended_at', 'touches'],
  ['run.ended', 'ended_at', 'runs'],
];

const timelineSql = `
  SELECT at, kind, what FROM (${lines
    .map(
      ([kind, at, from], place) =>
        `SELECT ${at} AS at, '${kind}' AS kind, ${place} AS place, to_jsonb(row) - 'customer_id' AS what
           FROM ${from} row WHERE customer_id = $1 AND ${at} IS NOT NULL`,
    )
    .join(' UNION ALL ')}) AS line
  ORDER BY at DESC, place DESC LIMIT $2::int`;
