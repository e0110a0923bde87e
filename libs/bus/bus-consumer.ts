import type { Consumer, EachBatchPayload, KafkaMessage } from 'kafkajs';
import { delayBeforeRetry } from './back-off.ts';
import type { BackOff } from './back-off.ts';
import { kafkaOf } from './broker.ts';
import type { BrokerOptions } from './broker.ts';
import type { BusRecord } from './bus-record.ts';
import { Heartbeat } from './heartbeat.ts';

export interface ConsumerOptions {
  readonly groupId: string;
  readonly topic: string;
  /**
   * Does with the records what is to be done; they are of one partition, in its order. When it returns they are committed.
   * When it throws, whatever it throws, none is: the partition rests for a while and they come again.
   */
  readonly handle: (records: readonly BusRecord[]) => Promise<void>;
  readonly partitionsAtOnce: number;
  /** At most so many records are handed over at once: a commit, and a look at the group, follow each. */
  readonly recordsAtOnce: number;
  readonly sessionTimeoutMs?: number;
  readonly retry?: BackOff;
}

const fetchedBytes = { maxBytesPerPartition: 1024 * 1024, maxBytes: 8 * 1024 * 1024 };

/**
 * Reads a topic as a member of a group: at least once, in the order of each partition, several partitions at once.
 *
 * Back-pressure: nothing is fetched while what was fetched is worked on, so memory is bounded by `maxBytes` per broker. A
 * partition whose work fails is paused, not held: its records are let go of, the member stays in the group and stops or
 * rejoins at once, and after a growing delay the partition is fetched again from the last commit.
 */
export class BusConsumer {
  readonly #broker: BrokerOptions;
  readonly #options: ConsumerOptions;
  readonly #retry: BackOff;
  readonly #failures = new Map<number, number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #consumer: Consumer | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;
  #generation = 0;
  #joined = false;

  constructor(broker: BrokerOptions, options: ConsumerOptions) {
    this.#broker = broker;
    this.#options = options;
    this.#retry = options.retry ?? { firstMs: 200, mostMs: 10_000 };
  }

  /** Is this process a member of the group at the moment? */
  get joined(): boolean {
    return this.#joined;
  }

  /** Returns at once; a broker that does not answer is asked again until `stop`. */
  start(): void {
    this.#running = this.#connect(0);
  }

  /** What is in hand is finished and committed, then the group is left. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    await this.#running;
    await this.#consumer?.disconnect();
    this.#joined = false;
  }

  async #connect(failures: number): Promise<void> {
    if (this.#stopped) return;
    const consumer = this.#newConsumer();
    this.#consumer = consumer;
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [this.#options.topic], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: this.#options.partitionsAtOnce,
        eachBatch: (payload) => this.#consume(payload),
      });
    } catch (error) {
      await consumer.disconnect().catch(() => {});
      this.#reconnectLater(failures + 1, error);
    }
  }

  #newConsumer(): Consumer {
    const sessionTimeout = this.#options.sessionTimeoutMs ?? 30_000;
    const consumer = kafkaOf(this.#broker).consumer({
      groupId: this.#options.groupId,
      sessionTimeout,
      rebalanceTimeout: Math.max(60_000, sessionTimeout),
      heartbeatInterval: Math.round(sessionTimeout / 10),
      maxWaitTimeInMs: 500,
      allowAutoTopicCreation: false,
      ...fetchedBytes,
    });
    consumer.on(consumer.events.GROUP_JOIN, () => {
      this.#generation += 1;
      this.#joined = true;
    });
    consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
      this.#joined = false;
      // Without `restart` the client has given up for good. A service must not.
      if (!restart) this.#reconnectLater(1, error);
    });
    return consumer;
  }

  #reconnectLater(failures: number, error: unknown): void {
    if (this.#stopped) return;
    const delay = delayBeforeRetry(failures, this.#retry, Math.random);
    this.#broker.log.warn('The Kafka consumer is down and will connect anew.', { error: String(error), delay });
    this.#later(delay, () => {
      this.#running = this.#connect(failures);
    });
  }

  async #consume(payload: EachBatchPayload): Promise<void> {
    const { topic, partition, messages } = payload.batch;
    const generation = this.#generation;
    const isMine = (): boolean => generation === this.#generation && !payload.isStale();
    const heartbeat = new Heartbeat(
      () => payload.heartbeat(),
      Math.round((this.#options.sessionTimeoutMs ?? 30_000) / 10),
    );
    try {
      for (let from = 0; from < messages.length; from += this.#options.recordsAtOnce) {
        if (!payload.isRunning() || !isMine()) return;
        const slice = messages.slice(from, from + this.#options.recordsAtOnce);
        try {
          await this.#options.handle(slice.map((message) => recordOf(topic, partition, message)));
        } catch (error) {
          this.#rest(payload, error);
          return;
        }
        if (!isMine()) return;
        this.#failures.delete(partition);
        payload.resolveOffset(slice.at(-1)?.offset ?? '0');
        await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
        heartbeat.throwIfLost();
        await payload.heartbeat();
      }
    } finally {
      heartbeat.stop();
    }
  }

  /** The records stay uncommitted and unresolved: the next fetch, after the rest, brings them again. */
  #rest(payload: EachBatchPayload, error: unknown): void {
    const { topic, partition } = payload.batch;
    const failures = (this.#failures.get(partition) ?? 0) + 1;
    this.#failures.set(partition, failures);
    const delay = delayBeforeRetry(failures, this.#retry, Math.random);
    const resume = payload.pause();
    this.#later(delay, resume);
    this.#broker.log.warn('A partition rests: its records could not be taken in, and will come again.', {
      topic,
      partition,
      failures,
      delay,
      error: error instanceof Error ? error.message : String(error),
    });
  }

  #later(delay: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, delay);
    this.#timers.add(timer);
  }
}

function recordOf(topic: string, partition: number, { offset, key, value }: KafkaMessage): BusRecord {
  return { topic, partition, offset, key, value };
}
