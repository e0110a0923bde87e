import type { JourneyDefinition } from '#journey';
import type { Database } from './database.ts';

export interface PublishedDefinition {
  /** `id@version#hash`, as runs name it. */
  readonly key: string;
  readonly journey: string;
  readonly version: number;
  readonly hash: string;
  readonly definition: JourneyDefinition;
}

/** Every definition that ever started a run, by its content. Never changed, only added to. */
export class DefinitionRepository {
  constructor(private readonly database: Database) {}

  async put(definitions: readonly PublishedDefinition[]): Promise<void> {
    const data = definitions.map((published) => ({ ...published, definition: JSON.stringify(published.definition) }));
    await this.database.ask((prisma) => prisma.journeyDefinition.createMany({ data, skipDuplicates: true }));
  }

  async get(key: string): Promise<JourneyDefinition | null> {
    const found = await this.getAll([key]);
    return found.get(key) ?? null;
  }

  async getAll(keys: readonly string[]): Promise<Map<string, JourneyDefinition>> {
    const rows = await this.database.ask((prisma) =>
      prisma.journeyDefinition.findMany({ where: { key: { in: [...keys] } } }),
    );
    return new Map(rows.map((row) => [row.key, JSON.parse(row.definition) as JourneyDefinition]));
  }

  /** Of every journey and version. */
  async all(): Promise<JourneyDefinition[]> {
    const rows = await this.database.ask((prisma) =>
      prisma.journeyDefinition.findMany({ select: { definition: true } }),
    );
    return rows.map((row) => JSON.parse(row.definition) as JourneyDefinition);
  }

  /** Newest version last. */
  async ofJourney(journey: string): Promise<PublishedDefinition[]> {
    const rows = await this.database.ask((prisma) =>
      prisma.journeyDefinition.findMany({ where: { journey }, orderBy: [{ version: 'asc' }, { key: 'asc' }] }),
    );
    return rows.map((row) => ({ ...row, definition: JSON.parse(row.definition) as JourneyDefinition }));
  }
}
