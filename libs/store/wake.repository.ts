import { touchClasses, type Instant } from '#journey';
import { stopWord } from '#policy';
import type { Database } from './database.ts';
import type { StopTarget } from './stop.repository.ts';

/** Because of what held customers look again: a lifted stop, or the policy whose hash begins so. */
export type WakeTarget = StopTarget | { readonly level: 'policy'; readonly target: string };

export interface Wake {
  readonly id: string;
  readonly of: WakeTarget;
  /** Customers woken a second, while no other is owed. */
  readonly rate: number;
  /** The same as it is now: its share. */
  readonly share: number;
  readonly woken: number;
  /** By the wall, as is all about a wake. */
  readonly owedAt: Instant;
  /** So long it has waited for a process to go on with it. */
  readonly idleMs: number;
  /** Null: it is owed. */
  readonly how: 'all woken' | 'stopped again' | null;
}

/** The next to be woken, at the wake's share, by one process only. */
export interface WakePage {
  readonly wake: Pick<Wake, 'id' | 'of' | 'share'>;
  readonly customers: readonly string[];
  /** Whoever has been looked at when all of them are woken: by the class of what is held, then by id. */
  readonly upTo: Cursor;
  readonly isLast: boolean;
  /** Names this claim: of one that came to nothing nothing is written. */
  readonly claimedUntil: string;
}

interface Cursor {
  readonly class: number;
  readonly customer: string;
}

export const USUAL_RATE = 50;

/** Longer than a page takes, a server's silence included: a second of waking, 10 s for the last signal. */
export const LEASE_SECONDS = 15;
const PAGE_AT_MOST = 500;
/** So many customers with open touches are looked at for one page. */
const LOOKED_AT = 5_000;

interface WakeRow {
  id: bigint;
  level: WakeTarget['level'];
  target: string;
  share: number;
}

interface StandingRow extends WakeRow {
  rate: number;
  woken: number;
  owed_at: Date;
  idle_ms: number;
  how: string | null;
}

interface ClaimedRow extends WakeRow {
  after_class: number;
  after_customer: string;
  claimed_until: string;
}

/**
 * Wakes that are owed to held customers.
 *
 * Decision: who is to be woken, and how is it remembered who was? Options: (a) a row for each customer, written by the resume;
 * (b) a cursor over the customers whose latest verdict is a hold with this stop among its reasons. (a) writes a million
 * rows to lift one stop. So (b): customers by the class of the most important that is held of each, then by id, each page
 * claimed like the questions to providers, the cursor moved when its signals are acknowledged. A process that dies has its
 * page done once more, without those who were asked about meanwhile: the stop is no longer among their reasons. No hold can
 * appear behind the cursor: `decide` of #activities looks once more at the stops after it has written one.
 *
 * Decision: what does a rate bound while wakes of several targets are under way? Options: (a) each its own, and they add up;
 * (b) one wake after the other; (c) each goes at its rate divided by how many there are. With (a) lifting five stops at once
 * is the very burst that a rate is to prevent. With (b) the one customer whose stop was lifted waits for hours behind
 * everybody. So (c): all together are never faster than the highest of their rates, and none faster than its own; only the
 * page that is under way when one more is owed, a second's, goes on as it was.
 */
export class WakeRepository {
  constructor(private readonly database: Database) {}

  /** Owes one, or joins the one that is owed; answers its id. For stops, `resume` does. */
  async owe({ level, target }: WakeTarget, rate?: number): Promise<string> {
    const [owed] = await this.database.query<{ id: bigint }>(
      'SELECT owe_wake($1, $2, $3::float8, $4::float8) AS id',
      level,
      target,
      rate ?? null,
      USUAL_RATE,
    );
    return String(owed?.id);
  }

  async find(id: string): Promise<Wake | null> {
    const [row] = await this.database.query<StandingRow>(`${wakeSql} WHERE id = $1::bigint`, id);
    return row === undefined ? null : wakeOf(row);
  }

  /** Oldest first. */
  async owed(): Promise<Wake[]> {
    const rows = await this.database.query<StandingRow>(`${wakeSql} WHERE how IS NULL ORDER BY id`);
    return rows.map(wakeOf);
  }

  /** How many are still to be woken. Looks at all that is open. */
  async left(id: string): Promise<number> {
    const [wake] = await this.database.query<Omit<ClaimedRow, 'claimed_until' | 'share'>>(
      'SELECT id, level, target, after_class, after_customer FROM wakes WHERE id = $1::bigint AND how IS NULL',
      id,
    );
    if (wake === undefined) return 0;
    let held = 0;
    for (let place = wake.after_class; place < touchClasses.length; place += 1) {
      const [counted] = await this.database.query<{ held: bigint }>(
        `SELECT count(DISTINCT customer_id) AS held FROM touches open WHERE ${isOpen} AND ${isHeld}`,
        ...[place === wake.after_class ? wake.after_customer : '', ...heldBy(targetOf(wake)), ...classAt(place)],
      );
      held += Number(counted?.held ?? 0);
    }
    return held;
  }

  /** A page of each wake that is due now. Who claims it goes on to `advance`, or lets the claim lapse. */
  async claim(): Promise<WakePage[]> {
    const claims = await this.database.query<ClaimedRow>(claimSql, LEASE_SECONDS);
    return Promise.all(claims.map((claimed) => this.#page(claimed)));
  }

  /** Filled from one class after the other. */
  async #page(claimed: ClaimedRow): Promise<WakePage> {
    const of = targetOf(claimed);
    const limit = Math.min(PAGE_AT_MOST, Math.max(1, Math.floor(claimed.share)));
    const found = new Set<string>();
    let upTo: Cursor = { class: claimed.after_class, customer: claimed.after_customer };
    let isExhausted = false;
    do {
      const left = limit - found.size;
      const [page] = await this.database.query<{ customers: string[]; looked_at: bigint; last: string | null }>(
        pageSql,
        ...[upTo.customer, ...heldBy(of), ...classAt(upTo.class), LOOKED_AT, left],
      );
      const { customers = [], looked_at = 0, last = null } = page ?? {};
      for (const customer of customers) found.add(customer);
      const isFull = customers.length === left;
      isExhausted = !isFull && Number(looked_at) < LOOKED_AT;
      upTo = isExhausted
        ? { class: upTo.class + 1, customer: '' }
        : { ...upTo, customer: (isFull ? customers.at(-1) : last) ?? upTo.customer };
    } while (isExhausted && upTo.class < touchClasses.length);
    return {
      wake: { id: claimed.id.toString(), of, share: claimed.share },
      customers: [...found],
      upTo,
      isLast: upTo.class === touchClasses.length,
      claimedUntil: claimed.claimed_until,
    };
  }

  /** All of the page are woken; the next one is due as its share allows. False: the claim had lapsed, or the wake has ended. */
  async advance({ wake, customers, upTo, isLast, claimedUntil }: WakePage): Promise<boolean> {
    const moved = await this.database.execute(
      advanceSql,
      ...[wake.id, claimedUntil, upTo.class, upTo.customer, customers.length, isLast, LEASE_SECONDS, wake.share],
    );
    return moved > 0;
  }
}

const share = `rate / greatest(1, (SELECT count(*) FROM wakes WHERE how IS NULL)) AS share`;

const wakeSql = `SELECT id, level, target, rate, ${share}, woken, owed_at, how,
  greatest(0, extract(epoch FROM clock_timestamp() - next_at) * 1000)::float8 AS idle_ms FROM wakes`;

function wakeOf(row: StandingRow): Wake {
  return {
    id: row.id.toString(),
    of: targetOf(row),
    rate: row.rate,
    share: row.share,
    woken: row.woken,
    owedAt: row.owed_at.getTime(),
    idleMs: row.idle_ms,
    how: row.how as Wake['how'],
  };
}

function targetOf({ level, target }: Pick<WakeRow, 'level' | 'target'>): WakeTarget {
  return { level, target };
}

const claimSql = `
  UPDATE wakes SET next_at = clock_timestamp() + make_interval(secs => $1::float8)
    WHERE id IN (SELECT id FROM wakes WHERE how IS NULL AND next_at <= clock_timestamp() FOR UPDATE SKIP LOCKED)
    RETURNING id, level, target, ${share}, after_class, after_customer, next_at::text AS claimed_until`;

const advanceSql = `
  UPDATE wakes SET after_class = $3::int, after_customer = $4, woken = woken + $5::int,
      how = CASE WHEN $6::boolean THEN 'all woken' END,
      next_at = next_at - make_interval(secs => $7::float8) + make_interval(secs => $5::int / $8::float8)
    WHERE id = $1::bigint AND next_at = $2::timestamptz AND how IS NULL`;

/**
 * $2 to $4 of the questions: what is among the reasons of the hold (nothing: any hold will do), the only customer, and the
 * policy that has not given it, by the beginning of its hash. A hold that the new policy gives while the wake goes on has
 * been asked about; counted, it could move a customer to a class that the cursor has left behind.
 */
function heldBy(of: WakeTarget): readonly [string, string | null, string | null] {
  if (of.level === 'policy') return ['[]', null, of.target];
  return [JSON.stringify([{ rule: stopWord(of) }]), of.level === 'customer' ? of.target : null, null];
}

/** $5 and $6: the class that is looked for, and all of them, the most important first. */
function classAt(place: number): readonly [string, string] {
  return [touchClasses[place] ?? '', JSON.stringify(touchClasses)];
}

const isOpen = `open.ended_at IS NULL AND open.class = $5 AND open.customer_id > $1 AND ($3::text IS NULL OR open.customer_id = $3)`;

/** Of all verdicts on a touch the latest counts; of all touches of a customer that are held so, the most important. */
const isHeld = `$5 = (
    SELECT t.class FROM touches t CROSS JOIN LATERAL (
      SELECT v.kind, v.reasons, v.policy FROM verdicts v WHERE v.customer_id = t.customer_id AND v.touch = t.id
        ORDER BY v.number DESC LIMIT 1) latest
    WHERE t.customer_id = open.customer_id AND t.ended_at IS NULL AND latest.kind = 'hold' AND latest.reasons @> $2::jsonb
      AND ($4::text IS NULL OR NOT starts_with(latest.policy, $4))
    ORDER BY array_position(ARRAY(SELECT jsonb_array_elements_text($6::jsonb)), t.class) LIMIT 1)`;

const pageSql = `
  WITH open AS MATERIALIZED (
    SELECT DISTINCT customer_id FROM touches open WHERE ${isOpen} ORDER BY customer_id LIMIT $7::int
  ), held AS (
    SELECT customer_id FROM open WHERE ${isHeld} ORDER BY customer_id LIMIT $8::int
  )
  SELECT array(SELECT customer_id FROM held ORDER BY customer_id) AS customers,
    (SELECT count(*) FROM open) AS looked_at, (SELECT max(customer_id) FROM open) AS last`;
