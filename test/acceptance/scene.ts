import pg from 'pg';
import { BusProducer, ensureTopics, silentBusLog } from '#bus';
import { ClockKeeper, type BusinessClock } from '#clock';
import type { Instant } from '#journey';
import { openStore, type Store } from '#store';
import { testDatabase, testNamespace, testTopic } from '../harness/index.ts';
import type { WireEvent } from './applications.ts';
import { Product, type Surroundings } from './product.ts';
import type { StrictProvider } from './strict-provider.ts';

export interface SceneOptions {
  readonly beginsAt: Instant;
  /** Business time per wall time; 'still': whoever holds the keeper puts it forward. */
  readonly speed: number | 'still';
  /** Who is behind which channel; without it, the sandbox is behind all. */
  readonly channels?: { readonly [channel: string]: StrictProvider | 'sandbox' };
  /** What else differs from the defaults, in the words of the environment. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Servers that the test may kill; else a database, a namespace and a topic of its own on those of the harness. */
  readonly around?: Surroundings;
}

/** What happens to a customer, as upstream tells it. */
export interface Fact {
  readonly customerId: string;
  readonly type: string;
  readonly at: Instant;
  readonly properties?: WireEvent['properties'];
}

/** The whole product on real servers: upstream before its topic, providers behind its channels, and a clock of its own. */
export class Scene {
  readonly store: Store;
  readonly keeper: ClockKeeper;
  clock!: BusinessClock;
  product!: Product;
  readonly #upstream: BusProducer;
  readonly #database: pg.Pool;
  readonly #providers: readonly StrictProvider[];

  private constructor(
    readonly around: Surroundings,
    private readonly options: SceneOptions,
  ) {
    const { databaseUrl, kafka } = around;
    this.store = openStore({ databaseUrl });
    this.keeper = new ClockKeeper(this.store.clock);
    this.#upstream = new BusProducer({ brokers: kafka.brokers, clientId: 'upstream', log: silentBusLog });
    this.#database = new pg.Pool({ connectionString: databaseUrl, max: 1 });
    this.#providers = [...new Set(Object.values(options.channels ?? {}))].filter((one) => one !== 'sandbox');
  }

  /** Returns when the product is ready. */
  static async set(options: SceneOptions): Promise<Scene> {
    const scene = new Scene(options.around ?? (await harnessPlace()), options);
    try {
      await scene.#begin();
      return scene;
    } catch (error) {
      await scene.end();
      throw error;
    }
  }

  async #begin(): Promise<void> {
    const { beginsAt, speed, channels, settings } = this.options;
    const { brokers, topic } = this.around.kafka;
    this.clock = await this.keeper.open({ speed: speed === 'still' ? 1 : speed, beginsAt });
    if (speed === 'still') await this.keeper.stop();
    await ensureTopics({ brokers, clientId: 'upstream', log: silentBusLog }, [{ topic, partitions: 3 }]);
    await Promise.all(this.#providers.map((provider) => provider.start()));
    this.product = await Product.start(this.around, { ...(channels && bindings(channels)), ...settings });
  }

  /** Returns when the broker has them all. */
  tell(...facts: readonly Fact[]): Promise<void> {
    return this.send(
      facts.map(({ customerId, type, at, properties = {} }) => {
        const occurredAt = new Date(at).toISOString();
        return { id: `${type}-${customerId}`, source: 'app', type, customerId, occurredAt, properties };
      }),
    );
  }

  async send(events: readonly WireEvent[]): Promise<void> {
    const records = events.map((event) => ({ key: event.customerId, value: JSON.stringify(event) }));
    await this.#upstream.send(this.around.kafka.topic, records);
  }

  /** What the database says itself: what is tested does not hang on the product's own reading. */
  async rows<Row extends pg.QueryResultRow>(sql: string): Promise<readonly Row[]> {
    return (await this.#database.query<Row>(sql)).rows;
  }

  async count(sql: string): Promise<number> {
    const [row] = await this.rows<{ count: string }>(`SELECT count(*) FROM ${sql}`);
    return Number(row?.count);
  }

  async end(): Promise<void> {
    await this.product?.stop();
    await Promise.all([this.#upstream.close(), this.#database.end(), this.store.close()]);
    await Promise.all(this.#providers.map((provider) => provider.stop()));
  }
}

async function harnessPlace(): Promise<Surroundings> {
  const [{ url: databaseUrl }, temporal, kafka] = await Promise.all([testDatabase(), testNamespace(), testTopic()]);
  return { databaseUrl, temporal, kafka };
}

function bindings(channels: NonNullable<SceneOptions['channels']>): Readonly<Record<string, string>> {
  const bound = Object.entries(channels);
  const adapters = bound.map(([channel, who]) => `${channel}:${who === 'sandbox' ? who : 'webhook'}`);
  const settings = bound.flatMap(([channel, who]) => (who === 'sandbox' ? [] : [who.bindingOf(channel)]));
  return Object.assign({ CHANNELS: adapters.join(',') }, ...settings) as Record<string, string>;
}
