import { CompressionTypes, Partitioners } from 'kafkajs';
import type { KafkaJSError, Message, Producer } from 'kafkajs';
import { kafkaOf } from './broker.ts';
import type { BrokerOptions } from './broker.ts';
import type { OutgoingRecord } from './bus-record.ts';
import { BusUnavailable } from './bus-unavailable.ts';
import { RecordRefused } from './record-refused.ts';

/** A broker takes a megabyte at once unless told otherwise, and the client does not cut a request down by itself. */
const bytesPerRequest = 512 * 1024;

/** Writes records, all replicas acknowledging; a key always goes to the partition where Java clients would put it. */
export class BusProducer {
  readonly #options: BrokerOptions;
  readonly #producer: Producer;
  #connected: Promise<void> | null = null;

  constructor(options: BrokerOptions) {
    this.#options = options;
    this.#producer = kafkaOf(options).producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
    });
  }

  /**
   * Returns when the broker has acknowledged every record, in the order given. After an error a part of them may be in
   * the topic: send all again, events are counted once.
   *
   * Thrown when: `BusUnavailable` the broker does not answer; `RecordRefused` it refuses for good.
   */
  async send(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    try {
      await this.#connect();
      for (const messages of requestsOf(records)) {
        await this.#producer.send({ topic, messages, acks: -1, compression: CompressionTypes.GZIP });
      }
    } catch (error) {
      if (isKafkaError(error) && !isPassing(error)) throw new RecordRefused(topic, error);
      throw new BusUnavailable(this.#options.brokers, error);
    }
  }

  async close(): Promise<void> {
    if (this.#connected === null) return;
    await this.#connected.catch(() => {});
    await this.#producer.disconnect();
    this.#connected = null;
  }

  #connect(): Promise<void> {
    this.#connected ??= this.#producer.connect().catch((error: unknown) => {
      this.#connected = null;
      throw error;
    });
    return this.#connected;
  }
}

/** By its name: plain Node does not find the client's error classes by import. */
function isKafkaError(error: unknown): error is KafkaJSError {
  return error instanceof Error && error.name.startsWith('KafkaJS');
}

/** The client wraps what it has retried in vain; a topic that is not there yet may be made at any moment. */
function isPassing(error: KafkaJSError): boolean {
  const said = `${error.name} ${error.message}`;
  if (/too large|INVALID_TOPIC|AUTHORIZATION/i.test(said)) return false;
  return error.retriable || error.name === 'KafkaJSNumberOfRetriesExceeded' || /Connection|does not host/i.test(said);
}

export function* requestsOf(records: readonly OutgoingRecord[], limit = bytesPerRequest): Generator<Message[]> {
  let request: Message[] = [];
  let bytes = 0;
  for (const { key, value, headers } of records) {
    const body = bufferOf(value);
    const size = body.length + (key?.length ?? 0) + 64 + JSON.stringify(headers ?? {}).length;
    if (request.length > 0 && bytes + size > limit) {
      yield request;
      request = [];
      bytes = 0;
    }
    request.push({
      key: key === null ? null : bufferOf(key),
      value: body,
      ...(headers === undefined ? {} : { headers: { ...headers } }),
    });
    bytes += size;
  }
  if (request.length > 0) yield request;
}

function bufferOf(bytes: Uint8Array | string): Buffer {
  return typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
