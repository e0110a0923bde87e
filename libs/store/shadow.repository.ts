import type { Instant } from '#journey';
import type { Database } from './database.ts';

/** What one rule in shadow would have done to the traffic that there was. */
export interface ShadowCount {
  readonly rule: string;
  /** Touches that it would have blocked at least once they were asked about. */
  readonly touches: number;
  /** Of these, touches that went out by the very channel on which it would have blocked them. */
  readonly sentAllTheSame: number;
  readonly customers: number;
  readonly first: Instant;
  readonly last: Instant;
}

/** What rules that only report have reported. */
export class ShadowRepository {
  constructor(private readonly database: Database) {}

  /** Verdicts from this instant of business time on; the rule with the most touches first. */
  async since(at: Instant): Promise<ShadowCount[]> {
    return this.database.query<ShadowCount>(sinceSql, new Date(at).toISOString());
  }
}

const sinceSql = `
  SELECT reason->>'rule' AS rule,
      count(DISTINCT (v.customer_id, v.touch))::float8 AS touches,
      (count(DISTINCT (v.customer_id, v.touch))
        FILTER (WHERE v.kind = 'send' AND v.channel = reason->>'channel'))::float8 AS "sentAllTheSame",
      count(DISTINCT v.customer_id)::float8 AS customers,
      (extract(epoch FROM min(v.at)) * 1000)::float8 AS first, (extract(epoch FROM max(v.at)) * 1000)::float8 AS last
    FROM verdicts v CROSS JOIN LATERAL jsonb_array_elements(v.reasons) AS reason
    WHERE v.at >= $1::timestamptz AND v.reasons @> '[{"shadow": true}]' AND reason @> '{"shadow": true}'
    GROUP BY rule ORDER BY touches DESC, rule`;
