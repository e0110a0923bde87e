import type { Admin } from 'kafkajs';
import { kafkaOf } from './broker.ts';
import type { BrokerOptions } from './broker.ts';
import { BusUnavailable } from './bus-unavailable.ts';

export interface TopicWanted {
  readonly topic: string;
  readonly partitions: number;
  readonly replicas?: number;
}

/**
 * Makes the topics that are not there yet, and leaves the others as they are.
 *
 * Thrown when: `BusUnavailable` the broker does not answer.
 */
export async function ensureTopics(options: BrokerOptions, wanted: readonly TopicWanted[]): Promise<void> {
  await withAdmin(options, async (admin) => {
    const there = new Set(await admin.listTopics());
    const missing = wanted.filter(({ topic }) => !there.has(topic));
    if (missing.length === 0) return;
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map(({ topic, partitions, replicas }) => ({
        topic,
        numPartitions: partitions,
        ...(replicas === undefined ? {} : { replicationFactor: replicas }),
      })),
    });
  });
}

async function withAdmin(options: BrokerOptions, work: (admin: Admin) => Promise<void>): Promise<void> {
  const admin = kafkaOf(options).admin();
  try {
    await admin.connect();
    await work(admin);
  } catch (error) {
    throw new BusUnavailable(options.brokers, error);
  } finally {
    await admin.disconnect().catch(() => {});
  }
}
