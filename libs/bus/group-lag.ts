import type { Admin } from 'kafkajs';
import { kafkaOf } from './broker.ts';
import type { BrokerOptions } from './broker.ts';
import { BusUnavailable } from './bus-unavailable.ts';

export interface PartitionLag {
  readonly partition: number;
  /** Records written and not yet committed by the group. */
  readonly lag: number;
}

/** Asks the broker, not the consumer: a consumer that stands still must not look as if it kept up. */
export class GroupLag {
  readonly #options: BrokerOptions;
  readonly #groupId: string;
  readonly #topic: string;
  #admin: Promise<Admin> | null = null;

  constructor(options: BrokerOptions, { groupId, topic }: { readonly groupId: string; readonly topic: string }) {
    this.#options = options;
    this.#groupId = groupId;
    this.#topic = topic;
  }

  /** Thrown when: `BusUnavailable` the broker does not answer. */
  async read(): Promise<PartitionLag[]> {
    try {
      const admin = await this.#connected();
      const [ends, [committed]] = await Promise.all([
        admin.fetchTopicOffsets(this.#topic),
        admin.fetchOffsets({ groupId: this.#groupId, topics: [this.#topic] }),
      ]);
      const done = new Map(committed?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
      return ends.map(({ partition, high, low }) => {
        const at = done.get(partition) ?? -1n;
        const from = at < 0n ? BigInt(low) : at;
        return { partition, lag: Math.max(0, Number(BigInt(high) - from)) };
      });
    } catch (error) {
      throw new BusUnavailable(this.#options.brokers, error);
    }
  }

  async close(): Promise<void> {
    const admin = await this.#admin?.catch(() => null);
    this.#admin = null;
    await admin?.disconnect();
  }

  #connected(): Promise<Admin> {
    if (this.#admin === null) {
      const admin = kafkaOf(this.#options).admin();
      this.#admin = admin.connect().then(() => admin);
      this.#admin.catch(() => {
        this.#admin = null;
      });
    }
    return this.#admin;
  }
}
