import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { setTimeout as pass } from 'node:timers/promises';
import { servers, testTopic } from '../../test/harness/index.ts';
import { eventually } from '../../test/temporal/patience.ts';
import { BusConsumer, BusProducer, ensureTopics, GroupLag, silentBusLog } from './index.ts';
import type { BusRecord, ConsumerOptions } from './index.ts';

const { describe } = await servers('kafka');

/** The shortest that a broker takes unless it is told otherwise. */
const sessionTimeoutMs = 6_000;
const limits = { partitionsAtOnce: 2, recordsAtOnce: 50 };
const keys = Array.from({ length: 40 }, (_, nth) => `c-${nth}`);
const records = Array.from({ length: 2_000 }, (_, nth) => ({
  key: keys[nth % keys.length] ?? '',
  value: `${nth} ${'x'.repeat(1_000)}`,
}));

describe('a consumer under pressure', () => {
  let producer: BusProducer;
  let lag: GroupLag;
  let consumer: BusConsumer;
  let start: (handle: ConsumerOptions['handle']) => void;

  beforeEach(async () => {
    const { brokers, topic, groupId } = await testTopic();
    const broker = { brokers, clientId: 'test', log: silentBusLog };
    await ensureTopics(broker, [{ topic, partitions: 4 }]);
    producer = new BusProducer(broker);
    await producer.send(topic, records);
    lag = new GroupLag(broker, { groupId, topic });
    start = (handle) => {
      const retry = { firstMs: 20, mostMs: 200 };
      consumer = new BusConsumer(broker, { groupId, topic, handle, sessionTimeoutMs, retry, ...limits });
      consumer.start();
    };
  });

  afterEach(async () => {
    await consumer?.stop();
    await lag?.close();
    await producer?.close();
  });

  const drained = () =>
    eventually(
      () => lag.read(),
      (partitions) => partitions.every((partition) => partition.lag === 0),
      { what: 'the group to have read everything', within: 90_000 },
    );

  it('takes no more in hand than it was told to, stays in the group however long that takes, and gets nothing twice', async () => {
    let open: () => void = () => undefined;
    const letGo = new Promise<void>((resolve) => (open = resolve));
    const handed: BusRecord[] = [];
    let inHand = 0;
    let mostInHand = 0;
    start(async (some) => {
      handed.push(...some);
      inHand += some.length;
      mostInHand = Math.max(mostInHand, inHand);
      await letGo;
      inHand -= some.length;
    });
    const most = limits.partitionsAtOnce * limits.recordsAtOnce;
    await eventually(
      () => inHand,
      (now) => now === most,
      { what: 'all hands to be full' },
    );
    // Longer than the broker waits for a member that is silent.
    await pass(1.5 * sessionTimeoutMs);
    expect([handed.length, consumer.joined]).toEqual([most, true]);
    open();
    await drained();
    expect(mostInHand).toBe(most);
    expect(inOrderOfKey(handed)).toEqual(inOrderOfKey(records));
  });

  it('lets a partition rest that fails, goes on with the others, and brings its records again from the first', async () => {
    const done: BusRecord[] = [];
    let refused = 0;
    let isMended = false;
    start(async (some) => {
      if (some[0]?.partition === 0 && !isMended) {
        refused++;
        throw new Error('The store is away.');
      }
      done.push(...some);
    });
    await eventually(
      () => lag.read(),
      (partitions) => partitions.every(({ partition, lag: left }) => partition === 0 || left === 0) && refused >= 3,
      { what: 'the others to be read, and the first to have been tried thrice', within: 90_000 },
    );
    expect(done.some(({ partition }) => partition === 0)).toBe(false);
    isMended = true;
    await drained();
    expect(inOrderOfKey(done)).toEqual(inOrderOfKey(records));
  });
});

/** The numbers of the records by key, as they came: neither lost, nor twice, nor out of order when equal. */
function inOrderOfKey(some: readonly { key: Uint8Array | string | null; value: Uint8Array | string | null }[]) {
  const byKey = new Map<string, number[]>();
  for (const { key, value } of some) {
    const name = Buffer.from(key ?? '').toString();
    byKey.set(name, [...(byKey.get(name) ?? []), Number.parseInt(Buffer.from(value ?? '').toString(), 10)]);
  }
  return Object.fromEntries([...byKey].sort(([a], [b]) => a.localeCompare(b)));
}
