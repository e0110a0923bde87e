import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { BusConsumer, BusProducer, ensureTopics, GroupLag, RecordRefused } from '#bus';
import type { BrokerOptions, OutgoingRecord } from '#bus';
import type { Config } from '#config';
import { INGEST } from '../ingest.house.ts';
import type { IngestHouse } from '../ingest.house.ts';
import { KafkaDoor } from './kafka-door.ts';

type KafkaConfig = NonNullable<Config['kafka']>;

const lagEveryMs = 5_000;

/** Opens the Kafka door where brokers are configured, and shuts it when the process ends: what is in hand is finished first. */
@Injectable()
export class KafkaService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #opened: { readonly consumer: BusConsumer; readonly producer: BusProducer; readonly lag: GroupLag } | null = null;
  #lagTimer: NodeJS.Timeout | null = null;

  constructor(@Inject(INGEST) private readonly house: IngestHouse) {}

  onApplicationBootstrap(): void {
    const { kafka } = this.house.config;
    if (kafka === null) return;
    const broker = this.#broker(kafka);
    const producer = new BusProducer(broker);
    const door = new KafkaDoor({
      accept: this.house.accept,
      letters: this.house.store.deadLetters,
      mirror: (records) => this.#mirror(producer, kafka.deadLetterTopic, records),
      now: () => this.house.now(),
      count: (acceptances, since) => this.house.count('kafka', acceptances, since),
      countLetters: (letters) => this.house.metrics.deadLetters.inc({ door: 'kafka' }, letters),
    });
    const consumer = new BusConsumer(broker, {
      groupId: kafka.group,
      topic: kafka.topic,
      partitionsAtOnce: 4,
      recordsAtOnce: 1_000,
      handle: (records) => door.take(records),
    });
    this.#opened = { consumer, producer, lag: new GroupLag(broker, { groupId: kafka.group, topic: kafka.topic }) };
    this.#showWhetherJoined(consumer);
    void this.#start(broker, kafka, consumer);
    this.#lagTimer = setInterval(() => void this.#measureLag(kafka.topic), lagEveryMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.#lagTimer !== null) clearInterval(this.#lagTimer);
    await this.#opened?.consumer.stop();
    await this.#opened?.lag.close();
    await this.#opened?.producer.close();
  }

  /** A broker where nobody has made the topics yet, such as one on a laptop, gets them; elsewhere that is not ours to do. */
  async #start(broker: BrokerOptions, { topic, deadLetterTopic }: KafkaConfig, consumer: BusConsumer): Promise<void> {
    try {
      await ensureTopics(broker, [
        { topic, partitions: 6 },
        { topic: deadLetterTopic, partitions: 1 },
      ]);
    } catch (error) {
      this.house.log.warn({ err: error, topic, deadLetterTopic }, 'The topics could not be made or looked at.');
    }
    consumer.start();
  }

  /** The table is what counts; a mirror that refuses a letter for good must not hold the partition. */
  async #mirror(producer: BusProducer, topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    try {
      await producer.send(topic, records);
    } catch (error) {
      if (!(error instanceof RecordRefused)) throw error;
      this.house.log.warn({ err: error, topic, records: records.length }, 'Dead letters were not mirrored.');
    }
  }

  async #measureLag(topic: string): Promise<void> {
    try {
      for (const { partition, lag } of (await this.#opened?.lag.read()) ?? [])
        this.house.metrics.kafkaLag.set({ topic, partition: String(partition) }, lag);
    } catch (error) {
      this.house.log.debug({ err: error }, 'The lag could not be read.');
    }
  }

  /** No matter of readiness: while Kafka is away HTTP goes on. */
  #showWhetherJoined(consumer: BusConsumer): void {
    new Gauge({
      name: 'tendril_kafka_joined',
      help: 'Is the consumer a member of its group: 1 or 0',
      registers: [this.house.metrics.registry],
      collect() {
        this.set(consumer.joined ? 1 : 0);
      },
    });
  }

  #broker({ brokers, ssl, sasl }: KafkaConfig): BrokerOptions {
    const { log } = this.house;
    return {
      brokers,
      clientId: 'tendril-ingest',
      ssl,
      ...(sasl === null ? {} : { sasl: { mechanism: 'scram-sha-512' as const, ...sasl } }),
      log: {
        warn: (message, facts) => log.warn(facts, message),
        info: (message, facts) => log.info(facts, message),
      },
    };
  }
}
