import type { Instant, Json } from '#journey';
import type { Database } from './database.ts';
import { mendedJson } from './storable-text.ts';

export interface NewDeadLetter {
  readonly door: 'http' | 'kafka';
  readonly topic: string | null;
  readonly partition: number | null;
  /** A decimal number, as Kafka clients give it. */
  readonly offset: string | null;
  readonly key: Uint8Array | null;
  /** As it came, byte by byte. */
  readonly bytes: Uint8Array | null;
  readonly faults: Json;
  readonly receivedAt: Instant;
}

export interface DeadLetter extends NewDeadLetter {
  readonly id: string;
  readonly replayedAt: Instant | null;
}

/** What could not be taken in, with where it came from and everything that is wrong with it. */
export class DeadLetterRepository {
  constructor(private readonly database: Database) {}

  /** A letter of the same topic, partition and offset is kept once. */
  async add(letters: readonly NewDeadLetter[]): Promise<void> {
    if (letters.length === 0) return;
    const rows = letters.map((letter) => ({
      ...letter,
      key: base64(letter.key),
      bytes: base64(letter.bytes),
      received_at: new Date(letter.receivedAt).toISOString(),
    }));
    await this.database.execute(addSql, mendedJson(rows));
  }

  /** Oldest first; `after` is the id of the last one seen. */
  async list(options: { open?: boolean; limit?: number; after?: string } = {}): Promise<DeadLetter[]> {
    const rows = await this.database.ask((prisma) =>
      prisma.deadLetter.findMany({
        where: { ...(options.open ? { replayedAt: null } : {}), id: { gt: BigInt(options.after ?? 0) } },
        orderBy: { id: 'asc' },
        take: options.limit ?? 100,
      }),
    );
    return rows.map(deadLetterOf);
  }

  async show(id: string): Promise<DeadLetter | null> {
    if (!/^\d{1,18}$/.test(id)) return null;
    const row = await this.database.ask((prisma) => prisma.deadLetter.findUnique({ where: { id: BigInt(id) } }));
    return row === null ? null : deadLetterOf(row);
  }

  async markReplayed(ids: readonly string[], at: Instant): Promise<void> {
    await this.database.ask((prisma) =>
      prisma.deadLetter.updateMany({ where: { id: { in: ids.map(BigInt) } }, data: { replayedAt: new Date(at) } }),
    );
  }

  async countOpen(): Promise<number> {
    return this.database.ask((prisma) => prisma.deadLetter.count({ where: { replayedAt: null } }));
  }
}

const addSql = `
  INSERT INTO dead_letters (door, topic, partition, "offset", key, bytes, faults, received_at)
  SELECT door, topic, partition, "offset", decode(key, 'base64'), decode(bytes, 'base64'), faults, received_at
    FROM jsonb_to_recordset($1::jsonb) AS fresh (door text, topic text, partition int, "offset" bigint, key text,
      bytes text, faults jsonb, received_at timestamptz)
  ON CONFLICT DO NOTHING`;

interface DeadLetterRow {
  id: bigint;
  door: string;
  topic: string | null;
  partition: number | null;
  offset: bigint | null;
  key: Uint8Array | null;
  bytes: Uint8Array | null;
  faults: unknown;
  receivedAt: Date;
  replayedAt: Date | null;
}

function deadLetterOf(row: DeadLetterRow): DeadLetter {
  return {
    id: row.id.toString(),
    door: row.door === 'kafka' ? 'kafka' : 'http',
    topic: row.topic,
    partition: row.partition,
    offset: row.offset?.toString() ?? null,
    key: row.key,
    bytes: row.bytes,
    faults: row.faults as Json,
    receivedAt: row.receivedAt.getTime(),
    replayedAt: row.replayedAt?.getTime() ?? null,
  };
}

function base64(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('base64');
}
