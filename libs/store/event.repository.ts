import type { CustomerEvent, Instant, Json } from '#journey';
import { CustomerRepository, type ProfilePatch } from './customer.repository.ts';
import type { Database } from './database.ts';
import { UnstorableText } from './store-error.ts';
import { storableJson } from './storable-text.ts';

export interface EventKey {
  readonly source: string;
  readonly id: string;
}

export interface NewEvent {
  /** Without personal fields: those go to the customers. */
  readonly event: CustomerEvent;
  /** Of the whole content, personal fields included: `contentHashOf`. */
  readonly contentHash: string;
  /** Must it reach the customer's workflow? */
  readonly listened: boolean;
  /** What it says of the customer, personal fields included: written together with the event, or not at all. */
  readonly profile?: ProfilePatch;
}

/** `again`: nothing is left to do. `conflict`: the same key came before with other content. */
export type Insertion = 'new' | 'again' | 'again unsignalled' | 'conflict';

export interface StoredEvent extends Omit<CustomerEvent, 'properties'> {
  /** Null once the retention has taken them. */
  readonly properties: CustomerEvent['properties'] | null;
  readonly signalledAt: Instant | null;
}

interface EventRow {
  source: string;
  id: string;
  type: string;
  customer_id: string;
  occurred_at: Date;
  received_at: Date;
  signalled_at: Date | null;
  historical: boolean;
  properties: { [name: string]: Json } | null;
}

/** Events, stored once by (source, id). Batches are written in the order of their keys, so that two never lock each other out. */
export class EventRepository {
  constructor(private readonly database: Database) {}

  /** One answer per event, in the order given; of two alike in one batch the second is `again`. Throws `UnstorableText`. */
  async insert(events: readonly NewEvent[]): Promise<Insertion[]> {
    const firsts = new Map<string, NewEvent>();
    for (const fresh of events) {
      const key = keyOf(fresh.event);
      if (!firsts.has(key)) firsts.set(key, fresh);
    }
    const answers = await this.#insertWithProfiles([...firsts.values()]);
    return events.map((given) => {
      const key = keyOf(given.event);
      const first = firsts.get(key);
      if (first === given) return answers.get(key) ?? 'again';
      return first?.contentHash === given.contentHash ? 'again' : 'conflict';
    });
  }

  /** A transaction only where a profile comes along. */
  async #insertWithProfiles(events: readonly NewEvent[]): Promise<Map<string, Insertion>> {
    if (events.every(({ profile }) => profile === undefined)) return insertDistinct(this.database, events);
    return this.database.transaction(async (transaction) => {
      const answers = await insertDistinct(transaction, events);
      const fresh = events.filter(({ event }) => answers.get(keyOf(event)) === 'new');
      await new CustomerRepository(transaction).upsertProfiles(fresh.flatMap(({ profile }) => profile ?? []));
      return answers;
    });
  }

  async markSignalled(keys: readonly EventKey[], at: Instant): Promise<void> {
    if (keys.length === 0) return;
    const asked = keys.map(({ source, id }) => ({ source, id }));
    await this.database.execute(markSql, JSON.stringify(asked), iso(at));
  }

  /** Listened to, stored and not signalled: to be signalled again. Oldest first; `after`: only what stands behind it. */
  async unsignalled(receivedBefore: Instant, limit: number, after?: CustomerEvent): Promise<CustomerEvent[]> {
    const place =
      after === undefined
        ? ['-infinity', '-infinity', '', '']
        : [iso(after.receivedAt), iso(after.occurredAt), after.source, after.id];
    const rows = await this.database.query<EventRow>(unsignalledSql, iso(receivedBefore), limit, ...place);
    return rows.map((row) => customerEventOf(row, row.properties ?? {}));
  }

  /** Newest first. */
  async ofCustomer(customerId: string, options: { before?: Instant; limit?: number } = {}): Promise<StoredEvent[]> {
    const before = options.before === undefined ? 'infinity' : iso(options.before);
    const rows = await this.database.query<EventRow>(ofCustomerSql, customerId, before, options.limit ?? 1_000);
    return rows.map((row) => ({
      ...customerEventOf(row, {}),
      properties: row.properties,
      signalledAt: row.signalled_at?.getTime() ?? null,
    }));
  }

  async counts(): Promise<{ stored: number; signalled: number; unsignalled: number }> {
    const [row] = await this.database.query<{ stored: number; signalled: number; unsignalled: number }>(countsSql);
    return row ?? { stored: 0, signalled: 0, unsignalled: 0 };
  }

  /** The retention: takes the properties of at most `limit` events, oldest first, keys and hashes stay. How many were taken. */
  async prune(receivedBefore: Instant, limit = 10_000): Promise<number> {
    return this.database.execute(pruneSql, iso(receivedBefore), limit);
  }
}

async function insertDistinct(database: Database, events: readonly NewEvent[]): Promise<Map<string, Insertion>> {
  const answers = new Map<string, Insertion>();
  if (events.length === 0) return answers;
  const added = await database.query<EventKey>(insertSql, `[${events.map(rowTextOf).join()}]`);
  for (const key of added) answers.set(keyOf(key), 'new');
  const known = events.filter(({ event }) => !answers.has(keyOf(event)));
  if (known.length === 0) return answers;
  const asked = known.map(({ event, contentHash }) => ({ source: event.source, id: event.id, hash: contentHash }));
  for (const row of await database.query<EventKey & { answer: Insertion }>(knownSql, JSON.stringify(asked)))
    answers.set(keyOf(row), row.answer);
  return answers;
}

const insertSql = `
  INSERT INTO events (source, id, content_hash, type, customer_id, occurred_at, received_at, listened, historical, properties)
  SELECT source, id, content_hash, type, customer_id, occurred_at, received_at, listened, historical, properties
    FROM jsonb_to_recordset($1::jsonb) AS fresh (source text, id text, content_hash text, type text, customer_id text,
      occurred_at timestamptz, received_at timestamptz, listened boolean, historical boolean, properties jsonb)
    ORDER BY source, id
  ON CONFLICT DO NOTHING RETURNING source, id`;

/** Not in one statement with the insert: that one would not see a row which another process has just added. */
const knownSql = `
  SELECT e.source, e.id, CASE WHEN e.content_hash <> asked.hash THEN 'conflict'
      WHEN e.listened AND e.signalled_at IS NULL THEN 'again unsignalled' ELSE 'again' END AS answer
    FROM jsonb_to_recordset($1::jsonb) AS asked (source text, id text, hash text) JOIN events e USING (source, id)`;

const markSql = `
  UPDATE events e SET signalled_at = $2::timestamptz
    FROM (SELECT e.source, e.id FROM events e
        JOIN jsonb_to_recordset($1::jsonb) AS asked (source text, id text) USING (source, id)
        WHERE e.signalled_at IS NULL ORDER BY e.source, e.id FOR UPDATE OF e) AS found
    WHERE e.source = found.source AND e.id = found.id`;

const columns =
  'source, id, type, customer_id, occurred_at, received_at, signalled_at, historical, properties FROM events';

const unsignalledSql = `
  SELECT ${columns} WHERE listened AND signalled_at IS NULL AND received_at < $1::timestamptz
      AND (received_at, occurred_at, source, id) > ($3::timestamptz, $4::timestamptz, $5, $6)
    ORDER BY received_at, occurred_at, source, id LIMIT $2::int`;

const ofCustomerSql = `
  SELECT ${columns} WHERE customer_id = $1 AND occurred_at < $2::timestamptz
    ORDER BY occurred_at DESC, received_at DESC, source, id LIMIT $3::int`;

const countsSql = `
  SELECT count(*)::float8 AS stored, count(signalled_at)::float8 AS signalled,
    (count(*) FILTER (WHERE listened AND signalled_at IS NULL))::float8 AS unsignalled FROM events`;

/** What is still to be signalled keeps its body. */
const pruneSql = `
  UPDATE events SET properties = NULL WHERE (source, id) IN (
    SELECT source, id FROM events WHERE properties IS NOT NULL AND received_at < $1::timestamptz
      AND (signalled_at IS NOT NULL OR NOT listened) ORDER BY received_at LIMIT $2::int)`;

function rowTextOf({ event, contentHash, listened }: NewEvent): string {
  const text = storableJson({
    source: event.source,
    id: event.id,
    content_hash: contentHash,
    type: event.type,
    customer_id: event.customerId,
    occurred_at: iso(event.occurredAt),
    received_at: iso(event.receivedAt),
    listened,
    historical: event.historical ?? false,
    properties: event.properties,
  });
  if (text === null) throw new UnstorableText(event.source, event.id);
  return text;
}

function customerEventOf(row: EventRow, properties: CustomerEvent['properties']): CustomerEvent {
  return {
    id: row.id,
    source: row.source,
    type: row.type,
    customerId: row.customer_id,
    occurredAt: row.occurred_at.getTime(),
    receivedAt: row.received_at.getTime(),
    properties,
    ...(row.historical ? { historical: true as const } : {}),
  };
}

function keyOf({ source, id }: EventKey): string {
  return JSON.stringify([source, id]);
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
