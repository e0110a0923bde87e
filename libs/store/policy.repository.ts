import type { Instant } from '#journey';
import type { Policy } from '#policy';
import type { Database } from './database.ts';

export interface KeptPolicy {
  readonly policy: Policy;
  /** When a worker first took it, and last; wall time. */
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

interface Row {
  readonly content: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Every policy that ever was in force, by its content. None is changed or taken away. */
export class PolicyRepository {
  constructor(private readonly database: Database) {}

  /** A worker goes by it from now on. */
  async took(policy: Policy): Promise<void> {
    await this.database.query(tookSql, policy.hash, JSON.stringify(policy.sets), JSON.stringify(policy));
  }

  /** The one that a worker took last; null before any has. */
  async inForce(): Promise<KeptPolicy | null> {
    const row = await this.database.ask((prisma) => prisma.policy.findFirst({ orderBy: { lastAt: 'desc' } }));
    return row === null ? null : keptPolicy(row);
  }

  async getAll(hashes: readonly string[]): Promise<Map<string, Policy>> {
    const rows = await this.database.ask((prisma) => prisma.policy.findMany({ where: { hash: { in: [...hashes] } } }));
    return new Map(rows.map(({ hash, content }) => [hash, JSON.parse(content) as Policy]));
  }

  /** Those whose hash begins with these letters, the one first in force first; verdicts are printed with twelve of them. */
  async startingWith(letters: string): Promise<KeptPolicy[]> {
    const rows = await this.database.ask((prisma) =>
      prisma.policy.findMany({ where: { hash: { startsWith: letters } }, orderBy: { firstAt: 'asc' } }),
    );
    return rows.map(keptPolicy);
  }
}

function keptPolicy({ content, firstAt, lastAt }: Row): KeptPolicy {
  return { policy: JSON.parse(content) as Policy, firstAt: firstAt.getTime(), lastAt: lastAt.getTime() };
}

const tookSql = `
  INSERT INTO policies (hash, sets, content) VALUES ($1, ARRAY(SELECT jsonb_array_elements_text($2::jsonb)), $3)
    ON CONFLICT (hash) DO UPDATE SET last_at = clock_timestamp()`;
