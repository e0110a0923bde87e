import type { Instant } from '#journey';
import type { Database } from './database.ts';

/** What is going on, in a few figures. */
export interface Pulse {
  readonly events: number;
  readonly customers: number;
  readonly openRuns: number;
  /** How many, by the kind of verdict. */
  readonly verdicts: Tally;
  /** Attempts that have ended, by outcome. */
  readonly outcomes: Tally;
  /** Oldest first. */
  readonly newest: readonly NewsItem[];
}

export type Tally = { readonly [word: string]: number };

/** A contact that was made, or one that was not. */
export interface NewsItem {
  readonly at: Instant;
  readonly customerId: string;
  /** Null: a contact that another system has asked for. */
  readonly journey: string | null;
  readonly touch: string;
  /** Null: none was chosen. */
  readonly channel: string | null;
  /** An outcome, or a verdict other than `send`. */
  readonly what: string;
  /** The rules that stood in the way. */
  readonly because: readonly string[];
}

/** Reads all of it from whole tables: for the screen of one machine, not for a dashboard of many. */
export class PulseRepository {
  constructor(private readonly database: Database) {}

  async read({ news }: { readonly news: number }): Promise<Pulse> {
    const [[figures], newest] = await Promise.all([
      this.database.query<Omit<Pulse, 'newest'>>(figuresSql),
      this.database.query<Omit<NewsItem, 'at'> & { at: Date }>(newestSql, news),
    ]);
    return {
      ...(figures ?? { events: 0, customers: 0, openRuns: 0, verdicts: {}, outcomes: {} }),
      newest: newest.reverse().map((item) => ({ ...item, at: item.at.getTime() })),
    };
  }
}

const tallyOf = (word: string, from: string) =>
  `(SELECT coalesce(json_object_agg(${word}, n), '{}') FROM (SELECT ${word}, count(*) AS n FROM ${from} GROUP BY ${word}) AS counted)`;

const figuresSql = `
  SELECT (SELECT count(*) FROM events)::float8 AS events,
    (SELECT count(DISTINCT customer_id) FROM events)::float8 AS customers,
    (SELECT count(*) FROM runs WHERE ended_at IS NULL)::float8 AS "openRuns",
    ${tallyOf('kind', 'verdicts')} AS verdicts,
    ${tallyOf('outcome', 'attempts WHERE outcome IS NOT NULL')} AS outcomes`;

const newestSql = `
  SELECT news.at, news.customer_id AS "customerId", touches.journey, touches.name AS touch, news.channel, news.what, news.because
    FROM (
      (SELECT ended_at AS at, customer_id, touch, channel, outcome AS what, ARRAY[]::text[] AS because
         FROM attempts WHERE ended_at IS NOT NULL AND outcome IS NOT NULL ORDER BY ended_at DESC LIMIT $1::int)
      UNION ALL
      (SELECT at, customer_id, touch, channel, kind, blocked_by
         FROM verdicts WHERE kind <> 'send' ORDER BY at DESC LIMIT $1::int)
    ) AS news
    JOIN touches ON touches.customer_id = news.customer_id AND touches.id = news.touch
    ORDER BY news.at DESC LIMIT $1::int`;
