import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { BusProducer, ensureTopics, GroupLag, silentBusLog } from '#bus';
import { openStore, type Store } from '#store';
import { servers, testDatabase, testNamespace, testTopic } from '../harness/index.ts';
import { eventually, IngestProcess } from './ingest-process.ts';
import { SignalReader } from './signalled.ts';

const { describe } = await servers('postgres', 'temporal', 'kafka');

const customers = Array.from({ length: 24 }, (_, nth) => `c-${nth}`);
const begins = Date.parse('2026-03-01T09:00:00Z');

describe('ingest processes that come and go while an upstream keeps writing', () => {
  const written: { readonly id: string; readonly customerId: string }[] = [];
  const alive = new Set<IngestProcess>();
  let environment: Record<string, string>;
  let topic: string;
  let store: Store;
  let reader: SignalReader;
  let producer: BusProducer;
  let lag: GroupLag;

  beforeAll(async () => {
    const [{ url }, temporal, kafka] = await Promise.all([testDatabase(), testNamespace(), testTopic()]);
    topic = kafka.topic;
    environment = {
      DATABASE_URL: url,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      TEMPORAL_TASK_QUEUE: temporal.taskQueue,
      KAFKA_BROKERS: kafka.brokers.join(','),
      KAFKA_TOPIC: topic,
      KAFKA_GROUP: kafka.groupId,
      KAFKA_DEAD_LETTER_TOPIC: `${topic}.dead`,
    };
    store = openStore({ databaseUrl: url });
    reader = await SignalReader.connect(temporal.address, temporal.namespace);
    const broker = { brokers: kafka.brokers, clientId: 'upstream', log: silentBusLog };
    await ensureTopics(broker, [{ topic, partitions: 6 }]);
    producer = new BusProducer(broker);
    lag = new GroupLag(broker, { groupId: kafka.groupId, topic });
  });

  afterAll(async () => {
    await Promise.all([...alive].map((ingest) => ingest.stop('SIGKILL')));
    await producer?.close();
    await lag?.close();
    await reader?.close();
    await store?.close();
  });

  const start = async (): Promise<IngestProcess> => {
    const ingest = await IngestProcess.start(environment);
    alive.add(ingest);
    return ingest;
  };

  const end = (ingest: IngestProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    alive.delete(ingest);
    return ingest.stop(signal);
  };

  /** One more event of every customer, as often as said. */
  const write = async (rounds: number): Promise<void> => {
    const events = Array.from({ length: rounds }, () => customers)
      .flat()
      .map((customerId, nth) => ({ id: `e-${written.length + nth}`, customerId }));
    written.push(...events);
    await producer.send(topic, events.map(recordOf));
  };

  /** How many it has taken in, new or not. */
  const taken = async (ingest: IngestProcess): Promise<number> => {
    const metrics = await (await fetch(`${ingest.url}/metrics`)).text();
    const counts = [...metrics.matchAll(/^tendril_events_total\{.*door="kafka".*\} (\d+)$/gm)];
    return counts.reduce((sum, [, count]) => sum + Number(count), 0);
  };

  const output = (): string => [...alive].map((ingest) => ingest.output.slice(-2_000)).join('\n');

  /** Keeps writing, as an upstream does, until this process has its part of the work. */
  const takesPart = async (ingest: IngestProcess): Promise<void> => {
    const before = await taken(ingest);
    await eventually(async () => {
      if ((await taken(ingest)) > before) return true;
      await write(1);
      return false;
    }, output);
  };

  const drained = (): Promise<void> =>
    eventually(async () => {
      const partitions = await lag.read();
      const { stored, unsignalled } = await store.events.counts();
      return partitions.every((partition) => partition.lag === 0) && stored === written.length && unsignalled === 0;
    }, output);

  /** As the customer's workflow heard them first; what was in hand when a process was killed may be heard twice. */
  const heard = async (customerId: string): Promise<string[]> => [...new Set(await reader.idsOf(customerId))];

  it('one joins late, one is killed, one leaves: each event counts once, in the order of its customer', async () => {
    const first = await start();
    await write(5);
    await takesPart(first);
    const late = await start();
    await takesPart(late);
    await write(100);
    await end(late, 'SIGKILL');
    await write(5);
    const heir = await start();
    await takesPart(heir);
    await write(20);
    expect(await end(first, 'SIGTERM')).toBe(0);
    await drained();
    for (const customerId of customers) {
      const ids = written.filter((event) => event.customerId === customerId).map(({ id }) => id);
      expect([customerId, await heard(customerId)]).toEqual([customerId, ids]);
    }
    expect(await store.deadLetters.countOpen()).toBe(0);
  }, 400_000);

  it('an upstream that writes everything once more moves nothing', async () => {
    const signals = async () => Promise.all(customers.map((customerId) => reader.idsOf(customerId)));
    const before = await signals();
    await producer.send(topic, written.map(recordOf));
    await drained();
    expect(await signals()).toEqual(before);
    expect(await store.deadLetters.countOpen()).toBe(0);
  }, 200_000);
});

function recordOf({ id, customerId }: { readonly id: string; readonly customerId: string }) {
  const nth = Number(id.slice('e-'.length));
  const event = {
    id,
    source: 'shop',
    type: 'order.placed',
    customerId,
    occurredAt: new Date(begins + nth * 1_000).toISOString(),
    properties: { orderId: id, productId: 'p-1', amount: 10 },
  };
  return { key: customerId, value: JSON.stringify(event) };
}
