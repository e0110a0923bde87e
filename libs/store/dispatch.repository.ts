import type { Pace } from '#channels';
import type { Instant, Json } from '#journey';
import type { Database } from './database.ts';
import { mendedJson } from './storable-text.ts';
import { stopOf, type Stop, type StopTarget } from './stop.repository.ts';

export interface DispatchToBegin {
  readonly customerId: string;
  readonly attempt: string;
  readonly touch: string;
  readonly channel: string;
  readonly provider: string;
  /** Every stop that would concern it. */
  readonly stops: readonly StopTarget[];
  readonly at: Instant;
  /** Absent: its starts are not limited. */
  readonly turn?: Turn;
}

/** What decides when it is its turn, where a channel or a provider takes so many and no more. */
export interface Turn {
  readonly pace: Pace;
  /** 0 is the most important. */
  readonly class: number;
  readonly score: number;
  readonly journey: string | null;
  /** Will an attempt that an earlier try has begun be sent again, so that it wants a slot again? */
  readonly mayRepeat: boolean;
}

export type Beginning =
  | { readonly kind: 'first' }
  /** An earlier try has begun it. `result` is how that one ended; null: nobody knows whether it went out. */
  | { readonly kind: 'again'; readonly result: Json | null }
  /** Must not be sent, and has not begun. */
  | { readonly kind: 'stopped'; readonly stop: Stop }
  /** It is not its turn, and it has not begun; asked again after so many wall milliseconds, it keeps its place. */
  | { readonly kind: 'waits'; readonly pauseMs: number };

export interface OpenDispatch {
  readonly customerId: string;
  readonly attempt: string;
  readonly touch: string;
  readonly channel: string;
  readonly provider: string;
  readonly begunAt: Instant;
}

/** One row is one permission to send; what makes a dispatch activity idempotent. */
export class DispatchRepository {
  constructor(private readonly database: Database) {}

  /**
   * Looks for stops and takes the permission in one go, so that no dispatch begins after a stop has returned; with it the
   * slot, where starts are limited.
   */
  async begin(dispatch: DispatchToBegin): Promise<Beginning> {
    const { turn } = dispatch;
    const asked = [
      dispatch.customerId,
      dispatch.attempt,
      dispatch.touch,
      dispatch.channel,
      dispatch.provider,
      new Date(dispatch.at).toISOString(),
      JSON.stringify(dispatch.stops),
    ];
    const [row] = await (turn === undefined
      ? this.database.query<BeginRow>(beginSql, ...asked)
      : this.database.query<BeginRow>(
          beginPacedSql,
          ...asked,
          turn.class,
          turn.score,
          turn.journey ?? '',
          JSON.stringify(turn.pace),
          turn.mayRepeat,
        ));
    const pauseMs = row?.pause_ms ?? null;
    if (pauseMs !== null) return { kind: 'waits', pauseMs };
    if (row?.known) return { kind: 'again', result: row.earlier };
    const id = row?.stop_id ?? null;
    if (id === null) return { kind: 'first' };
    const stop = await this.database.ask((prisma) => prisma.stop.findUniqueOrThrow({ where: { id } }));
    return { kind: 'stopped', stop: stopOf(stop) };
  }

  /**
   * `result` is what a later `begin` of the same attempt is told; `reference` is the provider's own name for it; `askAt`: when
   * the provider is to be asked what became of it, should nobody know by then.
   */
  async end(ended: {
    readonly customerId: string;
    readonly attempt: string;
    readonly result: Json;
    readonly reference?: string | null;
    readonly askAt?: Instant | null;
    readonly at: Instant;
  }): Promise<void> {
    await this.database.execute(
      endSql,
      ended.customerId,
      ended.attempt,
      mendedJson(ended.result),
      ended.reference ?? null,
      new Date(ended.at).toISOString(),
      typeof ended.askAt !== 'number' ? null : new Date(ended.askAt).toISOString(),
    );
  }

  /**
   * Takes a permission back: nothing has gone out, and the same attempt may begin anew. False: it stands, because it has ended or
   * a later try has found it, which may be sending on the strength of it.
   */
  async release(customerId: string, attempt: string): Promise<boolean> {
    const where = { customerId, attempt, endedAt: null, takenOver: false };
    return (await this.database.ask((prisma) => prisma.dispatch.deleteMany({ where }))).count > 0;
  }

  /** Whose callback is this? */
  async byReference(provider: string, reference: string): Promise<OpenDispatch | null> {
    const row = await this.database.ask((prisma) => prisma.dispatch.findFirst({ where: { provider, reference } }));
    return row === null ? null : openDispatchOf(row);
  }

  /** Begun and never ended: the unknown ones. Oldest first. */
  async unfinished(limit = 1_000): Promise<OpenDispatch[]> {
    const rows = await this.database.ask((prisma) =>
      prisma.dispatch.findMany({ where: { endedAt: null }, orderBy: { begunAt: 'asc' }, take: limit }),
    );
    return rows.map(openDispatchOf);
  }
}

interface BeginRow {
  readonly known: boolean;
  readonly earlier: Json | null;
  readonly stop_id: bigint | null;
  readonly pause_ms?: number | null;
}

const commonArguments = `$1, $2, $3, $4, $5, $6::timestamptz,
    ARRAY(SELECT stop->>'level' FROM jsonb_array_elements($7::jsonb) WITH ORDINALITY AS asked (stop, place) ORDER BY place),
    ARRAY(SELECT stop->>'target' FROM jsonb_array_elements($7::jsonb) WITH ORDINALITY AS asked (stop, place) ORDER BY place)`;
const beginSql = `SELECT known, earlier, stop_id FROM begin_dispatch(${commonArguments})`;
const beginPacedSql = `SELECT known, earlier, stop_id, pause_ms
  FROM begin_paced_dispatch(${commonArguments}, $8::integer, $9::double precision, $10, $11::jsonb, $12::boolean)`;

/** The first end holds. */
const endSql = `
  UPDATE dispatches SET ended_at = $5::timestamptz, result = $3::jsonb, reference = coalesce($4, reference), ask_at = $6::timestamptz
    WHERE customer_id = $1 AND attempt = $2 AND ended_at IS NULL`;

function openDispatchOf(row: Omit<OpenDispatch, 'begunAt'> & { begunAt: Date }): OpenDispatch {
  const { customerId, attempt, touch, channel, provider } = row;
  return { customerId, attempt, touch, channel, provider, begunAt: row.begunAt.getTime() };
}
