import { PrismaPg } from '@prisma/adapter-pg';
import { storeErrorOf } from './database-error.ts';
import { PrismaClient, type Prisma } from './generated/client.ts';

type Value = string | number | boolean | null;

/** What the repositories speak to: the Prisma client, with the store's errors, and SQL in batches. */
export class Database {
  /** Only the fixed texts of the repositories are prepared by name; generated ones differ without end. */
  private constructor(
    private readonly client: Prisma.TransactionClient,
    private readonly names: Map<string, string>,
    private readonly pool: PrismaClient,
  ) {}

  static open(databaseUrl: string, poolSize: number): Database {
    const names = new Map<string, string>();
    const adapter = new PrismaPg(
      { connectionString: databaseUrl, max: poolSize, connectionTimeoutMillis: 5_000, keepAlive: true },
      // An idle connection that breaks is replaced by the pool; the question that needs one gets the error.
      { statementNameGenerator: ({ sql }) => names.get(sql) ?? '', onPoolError: () => {}, onConnectionError: () => {} },
    );
    const prisma = new PrismaClient({ adapter });
    return new Database(prisma, names, prisma);
  }

  async query<Row>(sql: string, ...values: readonly Value[]): Promise<Row[]> {
    this.#name(sql);
    return this.ask((client) => client.$queryRawUnsafe<Row[]>(sql, ...values));
  }

  async execute(sql: string, ...values: readonly Value[]): Promise<number> {
    this.#name(sql);
    return this.ask((client) => client.$executeRawUnsafe(sql, ...values));
  }

  /** Thrown errors are `StoreError`s. */
  async ask<Answer>(question: (client: Prisma.TransactionClient) => Promise<Answer>): Promise<Answer> {
    try {
      return await question(this.client);
    } catch (thrown) {
      throw storeErrorOf(thrown);
    }
  }

  /** All of it or nothing. */
  async transaction<Answer>(work: (database: Database) => Promise<Answer>): Promise<Answer> {
    try {
      return await this.pool.$transaction((client) => work(new Database(client, this.names, this.pool)), {
        maxWait: 5_000,
        timeout: 15_000,
      });
    } catch (thrown) {
      throw storeErrorOf(thrown);
    }
  }

  async close(): Promise<void> {
    await this.pool.$disconnect();
  }

  #name(sql: string): void {
    if (!this.names.has(sql)) this.names.set(sql, `tendril_${this.names.size + 1}`);
  }
}
