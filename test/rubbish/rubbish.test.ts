import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BusProducer, ensureTopics, silentBusLog } from '#bus';
import { openStore, type DeadLetter, type Store } from '#store';
import { servers, testDatabase, testNamespace, testTopic, type TestTopic } from '../harness/index.ts';
import { eventually, IngestProcess } from '../ingest/ingest-process.ts';
import { SignalReader } from '../ingest/signalled.ts';
import { goodEvent, type WireEvent } from './good-event.ts';
import { rubbish } from './malformed.ts';

const { describe } = await servers('postgres', 'temporal', 'kafka');

const bad = 5_000;
const good = 600;
const customers = 30;
const listened = new Set(['order.placed', 'credit.started', 'bill.issued']);
/** A broker takes no message beyond a megabyte, so those come by HTTP only. */
const largestMessage = 900_000;
/** The doors must have seen the largest inputs before memory is looked at the first time. */
const warmingUp = 0.3;

const encoder = new TextEncoder();

/** In an order of their own: bad, bad, bad, a good one, … */
interface Input {
  readonly bytes: Uint8Array;
  readonly event: WireEvent | null;
}

function inputs(seed: number): readonly Input[] {
  // What is too far ahead must still be so when it arrives, minutes later.
  const receivedAt = Date.now() + 3_600_000;
  const wrong = rubbish({ seed, count: bad, receivedAt }).map(({ input }) => ({ bytes: input, event: null }));
  const events = fc.sample(goodEvent(Date.now() - 60_000), { seed, numRuns: good }).map((event, nth) => {
    const told = { ...event, id: `good-${nth}`, customerId: `good-${nth % customers}` };
    return { bytes: encoder.encode(JSON.stringify(told)), event: told };
  });
  const every = Math.floor(bad / good);
  return wrong.flatMap((input, nth) => {
    const between = nth % every === 0 ? events[nth / every] : undefined;
    return between === undefined ? [input] : [between, input];
  });
}

describe('rubbish over both doors, good events among it', () => {
  const all = inputs(20_261_122);
  const byKafka = all.filter(({ bytes }, nth) => nth % 2 === 0 && bytes.byteLength <= largestMessage);
  const inKafka = new Set(byKafka);
  const byHttp = all.filter((input) => !inKafka.has(input));
  const goodOnes = all.flatMap(({ event }) => event ?? []);
  const odd: string[] = [];
  const memory = { warm: 0, end: 0, passed: 0 };
  let topic: TestTopic;
  let ingest: IngestProcess;
  let store: Store;
  let reader: SignalReader;
  let producer: BusProducer;

  beforeAll(async () => {
    const [{ url }, temporal, kafka] = await Promise.all([testDatabase(), testNamespace(), testTopic()]);
    topic = kafka;
    store = openStore({ databaseUrl: url });
    reader = await SignalReader.connect(temporal.address, temporal.namespace);
    const broker = { brokers: kafka.brokers, clientId: 'test', log: silentBusLog };
    await ensureTopics(broker, [{ topic: kafka.topic, partitions: 3 }]);
    producer = new BusProducer(broker);
    ingest = await IngestProcess.start({
      DATABASE_URL: url,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      TEMPORAL_TASK_QUEUE: temporal.taskQueue,
      KAFKA_BROKERS: kafka.brokers.join(','),
      KAFKA_TOPIC: kafka.topic,
      KAFKA_GROUP: kafka.groupId,
      KAFKA_DEAD_LETTER_TOPIC: `${kafka.topic}.dead`,
      LOG_LEVEL: 'error',
      // With little room the collector works early, so that resident memory tells what is kept, not what was used.
      NODE_OPTIONS: '--max-old-space-size=128 --max-semi-space-size=4',
    });
    await offer(0, warmingUp);
    memory.warm = await residentMemory();
    await offer(warmingUp, 1);
    memory.end = await residentMemory();
  }, 400_000);

  afterAll(async () => {
    await ingest.stop();
    await producer.close();
    await reader.close();
    await store.close();
  });

  /** A part of the inputs, through both doors at once; returns when both are done with it. */
  async function offer(from: number, to: number): Promise<void> {
    const messages = part(byKafka, from, to);
    const before = await takenFromKafka();
    const records = messages.map(({ bytes, event }, nth) => ({ key: event?.customerId ?? `k-${nth}`, value: bytes }));
    const requests = [...part(byHttp, from, to)];
    const lanes = Array.from({ length: 8 }, async () => {
      for (let next = requests.shift(); next !== undefined; next = requests.shift()) await post(next);
    });
    await Promise.all([producer.send(topic.topic, records), ...lanes]);
    await eventually(
      async () => (await takenFromKafka()) >= before + messages.length,
      () => ingest.output,
      180_000,
    );
    if (from > 0) memory.passed = [...messages, ...part(byHttp, from, to)].reduce((sum, one) => sum + size(one), 0);
  }

  async function post({ bytes, event }: Input): Promise<void> {
    let response = await ingest.post('/v1/events', bytes);
    for (let tries = 1; response.status === 503 && tries < 20; tries += 1) {
      // A busy server says when to come again; nothing was answered for yet.
      await response.text();
      response = await ingest.post('/v1/events', bytes);
    }
    const said = await response.text();
    const isTold = /"(code|faults)":/.test(said);
    const isRight =
      event === null ? response.status >= 400 && response.status < 500 && isTold : response.status === 202;
    if (!isRight)
      odd.push(`${response.status} ${said.slice(0, 200)} to ${Buffer.from(bytes).toString().slice(0, 200)}`);
  }

  async function takenFromKafka(): Promise<number> {
    const counts = (await metrics()).matchAll(/^tendril_events_total\{door="kafka"[^}]*\} (\d+)$/gm);
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
  }

  async function metrics(): Promise<string> {
    return (await fetch(`${ingest.url}/metrics`)).text();
  }

  async function residentMemory(): Promise<number> {
    return Number(/^tendril_process_resident_memory_bytes\S* (\S+)$/m.exec(await metrics())?.[1]);
  }

  it('every request is answered: with 202 when it is good, else with what is wrong', () => {
    expect(odd).toEqual([]);
    expect(byHttp.length).toBeGreaterThan(2_000);
  });

  it('every bad message is in the dead letters, byte by byte, with its faults and where it lay', async () => {
    const letters: DeadLetter[] = [];
    for (;;) {
      const page = await store.deadLetters.list({ limit: 500, ...after(letters) });
      letters.push(...page);
      if (page.length === 0) break;
    }
    const wrong = byKafka.filter(({ event }) => event === null);
    expect(wrong.length).toBeGreaterThan(2_000);
    expect(sorted(letters.map(({ bytes }) => bytes))).toEqual(sorted(wrong.map(({ bytes }) => bytes)));
    const whole = letters.filter(
      ({ topic: of, offset, faults }) =>
        of === topic.topic && offset !== null && Array.isArray(faults) && faults.length > 0,
    );
    expect(whole).toHaveLength(wrong.length);
    expect(await metrics()).toMatch(
      new RegExp(`^tendril_dead_letters_total\\{door="kafka"[^}]*\\} ${wrong.length}$`, 'm'),
    );
  });

  it('every good event is stored once, and nothing else', async () => {
    const counts = await store.events.counts();
    const heard = goodOnes.filter(({ type }) => listened.has(type)).length;
    expect(counts).toEqual({ stored: goodOnes.length, signalled: heard, unsignalled: 0 });
  });

  it('every good event that a journey listens to is signalled exactly once', async () => {
    const seen = await Promise.all(Array.from({ length: customers }, (_, nth) => reader.idsOf(`good-${nth}`)));
    const wanted = goodOnes.filter(({ type }) => listened.has(type)).map(({ id }) => id);
    expect(seen.flat().sort()).toEqual(wanted.sort());
  });

  it('memory stays flat: what came in was let go of', () => {
    expect(memory.passed).toBeGreaterThan(50_000_000);
    expect(memory.end - memory.warm).toBeLessThan(memory.passed / 2);
  });
});

function part(of: readonly Input[], from: number, to: number): readonly Input[] {
  return of.slice(Math.floor(of.length * from), Math.floor(of.length * to));
}

function size({ bytes }: Input): number {
  return bytes.byteLength;
}

function after(letters: readonly DeadLetter[]): { readonly after?: string } {
  const last = letters.at(-1);
  return last === undefined ? {} : { after: last.id };
}

function sorted(all: readonly (Uint8Array | null)[]): readonly string[] {
  return all
    .map((bytes) =>
      createHash('sha256')
        .update(bytes ?? new Uint8Array())
        .digest('hex'),
    )
    .sort();
}
