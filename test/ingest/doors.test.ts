import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { BusProducer, ensureTopics, silentBusLog } from '#bus';
import { openStore } from '#store';
import type { Store } from '#store';
import { environment as given, testDatabase, testNamespace, testTopic } from '../harness/index.ts';
import type { TestTopic } from '../harness/index.ts';
import { apiKey, eventually, IngestProcess, root } from './ingest-process.ts';
import { SignalReader } from './signalled.ts';

const secret = `whsec_${Buffer.from('a secret of twenty-four bytes').toString('base64')}`;

let environment: Record<string, string>;
let topic: TestTopic;
let ingest: IngestProcess;
let store: Store;
let reader: SignalReader;
let producer: BusProducer;

beforeAll(async () => {
  const [{ url }, temporal, kafka] = await Promise.all([testDatabase(), testNamespace(), testTopic()]);
  topic = kafka;
  environment = {
    DATABASE_URL: url,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_TASK_QUEUE: temporal.taskQueue,
    KAFKA_BROKERS: kafka.brokers.join(','),
    KAFKA_TOPIC: kafka.topic,
    KAFKA_GROUP: kafka.groupId,
    KAFKA_DEAD_LETTER_TOPIC: `${kafka.topic}.dead`,
    HTTP_BODY_LIMIT: '400000',
    CHANNELS: 'sms:webhook',
    CHANNEL_SMS_URL: 'http://127.0.0.1:9/',
    CHANNEL_SMS_SECRETS: secret,
    CHANNEL_SMS_PROVIDER: 'carrier',
  };
  store = openStore({ databaseUrl: url });
  reader = await SignalReader.connect(temporal.address, temporal.namespace);
  const broker = { brokers: kafka.brokers, clientId: 'test', log: silentBusLog };
  await ensureTopics(broker, [{ topic: kafka.topic, partitions: 3 }]);
  producer = new BusProducer(broker);
  ingest = await IngestProcess.start(environment);
});

afterAll(async () => {
  await ingest.stop();
  await producer.close();
  await reader.close();
  await store.close();
});

const placed = (customerId: string, id: string, amount = 10): object => ({
  id,
  source: 'shop',
  type: 'order.placed',
  customerId,
  occurredAt: '2026-03-01T09:00:00Z',
  properties: { orderId: id, productId: 'p-1', amount },
});

const record = (event: object, customerId = 'x'): { key: string; value: string } => ({
  key: customerId,
  value: JSON.stringify(event),
});

const arrived = (signalled: () => Promise<readonly string[]>, ids: readonly string[]): Promise<void> =>
  eventually(
    async () => containsAll(await signalled(), ids),
    () => ingest.output,
  );

/** Each once: the sweep of a process that starts may signal again what a door has in hand, and the workflow takes it once. */
const heardOf = async (customerId: string): Promise<string[]> => [...new Set(await reader.idsOf(customerId))];

function containsAll(seen: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((id) => seen.includes(id));
}

/** Every partition has said that nothing is left. */
function hasCaughtUp(metrics: string): boolean {
  const lags = [...metrics.matchAll(/^tendril_kafka_lag\{[^}]*\} (\d+)$/gm)].map(([, lag]) => lag);
  return lags.length === 3 && lags.every((lag) => lag === '0');
}

describe('HTTP', () => {
  it.each([
    { situation: 'one event', body: () => JSON.stringify(placed('h-1', 'e-1')), status: 202, items: ['accepted'] },
    {
      situation: 'the same again',
      body: () => JSON.stringify(placed('h-1', 'e-1')),
      status: 202,
      items: ['duplicate'],
    },
    {
      situation: 'good and bad',
      body: () => JSON.stringify([placed('h-1', 'e-2'), { id: 'e-3' }, placed('h-1', 'e-1', 99)]),
      status: 207,
      items: ['accepted', 'rejected', 'conflict'],
    },
    { situation: 'none good', body: () => '[1, null, "x"]', status: 400, items: ['rejected', 'rejected', 'rejected'] },
  ])('$situation: $status', async ({ body, status, items }) => {
    const response = await ingest.post('/v1/events', body());
    expect(response.status).toBe(status);
    const answer = (await response.json()) as { items: { status: string }[] };
    expect(answer.items.map((item) => item.status)).toEqual(items);
  });

  it('has stored and signalled what it has answered for', async () => {
    expect(await heardOf('h-1')).toEqual(['e-1', 'e-2']);
  });

  it('a thousand events of many customers are taken at once', async () => {
    const events = Array.from({ length: 1_000 }, (_, nth) => placed(`k-${nth % 50}`, `k-${nth}`));
    const response = await ingest.post('/v1/events', JSON.stringify(events));
    expect(response.status).toBe(202);
    expect(await reader.signalsOf('k-7')).toHaveLength(1);
    expect(await heardOf('k-7')).toHaveLength(20);
  });

  it.each([
    { situation: 'not JSON', body: '{"id":', headers: {}, status: 400, code: 'NOT_JSON' },
    { situation: 'prototype keys', body: '{"__proto__":{"x":1}}', headers: {}, status: 400, code: undefined },
    { situation: 'nothing', body: '', headers: {}, status: 400, code: 'NO_EVENTS' },
    { situation: 'too many', body: `[${'1,'.repeat(1_000)}1]`, headers: {}, status: 413, code: 'TOO_MANY_EVENTS' },
    { situation: 'too large', body: 'x'.repeat(450_000), headers: {}, status: 413, code: 'BODY_TOO_LARGE' },
    { situation: 'a wrong key', body: '{}', headers: { 'x-api-key': 'guessed' }, status: 401, code: 'NO_API_KEY' },
    { situation: 'no key', body: '{}', headers: { 'x-api-key': '' }, status: 401, code: 'NO_API_KEY' },
    {
      situation: 'deeply nested',
      body: `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      headers: {},
      status: 400,
      code: undefined,
    },
  ])('$situation: $status', async ({ body, headers, status, code }) => {
    const response = await ingest.post('/v1/events', body, headers);
    expect(response.status).toBe(status);
    expect(((await response.json()) as { code?: string }).code).toBe(code);
  });

  it('an address that is written otherwise is no way around the key', async () => {
    const response = await ingest.post('/v1/%65vents', JSON.stringify(placed('h-2', 'e-9')), { 'x-api-key': '' });
    expect(response.status).toBe(401);
  });

  it('describes itself from the schemas', async () => {
    const document = (await (await fetch(`${ingest.url}/v1/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, unknown>;
      components: { schemas: Record<string, unknown> };
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(['/v1/events', '/v1/callbacks/{channel}']);
    expect(Object.keys(document.components.schemas)).toContain('properties.of.order.placed');
  });

  it('tells what it has done', async () => {
    const metrics = await (await fetch(`${ingest.url}/metrics`)).text();
    expect(metrics).toMatch(/tendril_events_total\{.*door="http".*result="duplicate".*\} \d/);
  });
});

describe('callbacks', () => {
  const outcome = JSON.stringify({ customerId: 'h-1', attempt: 'a/0', outcome: 'delivered' });
  const signed = (id: string, body: string, by = secret): Record<string, string> => {
    const now = new Date();
    return {
      'x-api-key': '',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': new Webhook(by).sign(id, now, body),
    };
  };

  it('a signed outcome is an event like any other, and counts once', async () => {
    for (const taken of ['first', 'again']) {
      const response = await ingest.post('/v1/callbacks/sms', outcome, signed('cb-1', outcome));
      expect([taken, response.status]).toEqual([taken, 202]);
    }
    expect((await reader.signalsOf('h-1')).flat().filter(({ type }) => type === 'channel.outcome')).toHaveLength(1);
  });

  it.each([
    { text: 'Please STOP.', asks: 'stop' },
    { text: '全部退订', asks: 'stop all' },
    { text: '恢复订阅', asks: 'start' },
    { text: 'My name is 张三, call me on 13800138000', asks: null },
  ])('of a message no text goes on, but what it asks for, through both doors: $text', async ({ text, asks }) => {
    const customerId = `m-${asks ?? 'nothing'}`.replace(' ', '-');
    const message = JSON.stringify({ type: 'message', customerId, text });
    expect((await ingest.post('/v1/callbacks/sms', message, signed(`cb-${customerId}`, message))).status).toBe(202);
    const properties = { channel: 'sms', text };
    const event = { ...placed(customerId, `e-${customerId}`), type: 'message.received', properties };
    expect((await ingest.post('/v1/events', JSON.stringify(event))).status).toBe(202);
    const signals = (await reader.signalsOf(customerId)).flat();
    expect(signals.map((signal) => signal.properties)).toEqual([
      { channel: 'sms', asks },
      { channel: 'sms', asks },
    ]);
    const stored = await store.events.ofCustomer(customerId);
    expect(stored.map((one) => one.properties)).toEqual([
      { channel: 'sms', asks },
      { channel: 'sms', asks },
    ]);
  });

  it.each([
    {
      situation: 'signed by another',
      channel: 'sms',
      headers: () => signed('cb-2', outcome, `whsec_${Buffer.from('x'.repeat(24)).toString('base64')}`),
      status: 401,
    },
    { situation: 'not signed', channel: 'sms', headers: () => ({}), status: 401 },
    {
      situation: 'for a channel that is not bound',
      channel: 'pigeon',
      headers: () => signed('cb-3', outcome),
      status: 404,
    },
  ])('$situation: $status', async ({ channel, headers, status }) => {
    expect((await ingest.post(`/v1/callbacks/${channel}`, outcome, headers())).status).toBe(status);
  });
});

describe('Kafka', () => {
  it('an event that came through one door counts once when it comes through the other', async () => {
    await producer.send(topic.topic, [record(placed('h-1', 'e-1'), 'h-1'), record(placed('h-1', 'e-7'), 'h-1')]);
    await arrived(() => reader.idsOf('h-1'), ['e-7']);
    expect((await ingest.post('/v1/events', JSON.stringify(placed('h-1', 'e-7')))).status).toBe(202);
    const ids = await heardOf('h-1');
    expect(ids.filter((id) => id === 'e-1' || id === 'e-7').sort()).toEqual(['e-1', 'e-7']);
  });

  it('poison becomes dead letters with everything that is wrong, and holds nobody up', async () => {
    await producer.send(topic.topic, [
      { key: 'p-1', value: 'not json' },
      { key: 'p-1', value: new Uint8Array([0, 255, 254]) },
      record({ id: 'p', type: 7 }, 'p-1'),
      { key: 'p-1', value: JSON.stringify({ text: 'x'.repeat(700_000) }) },
      record(placed('h-1', 'e-1', 12_345), 'p-1'),
      record(placed('p-1', 'p-good'), 'p-1'),
    ]);
    await arrived(() => reader.idsOf('p-1'), ['p-good']);
    // Letters are written after the good ones of a batch are signalled, and before it is committed.
    await eventually(
      async () => (await store.deadLetters.countOpen()) >= 5,
      () => ingest.output,
    );
    const letters = await store.deadLetters.list({ open: true });
    expect(letters.map(({ door }) => door)).toEqual(Array.from({ length: 5 }, () => 'kafka'));
    expect(Buffer.from(letters[0]?.bytes ?? []).toString()).toBe('not json');
    expect(Buffer.from(letters[1]?.bytes ?? [])).toEqual(Buffer.from([0, 255, 254]));
    expect(Buffer.from(letters[0]?.key ?? []).toString()).toBe('p-1');
    expect((letters[2]?.faults as unknown[]).length).toBeGreaterThan(2);
  });

  it('a whole topic played again by a new group moves nothing, and writes no letter twice', async () => {
    const before = [await store.events.counts(), await reader.idsOf('h-1'), await store.deadLetters.countOpen()];
    const again = await IngestProcess.start({ ...environment, KAFKA_GROUP: `again-${randomUUID()}` });
    await eventually(
      async () => hasCaughtUp(await (await fetch(`${again.url}/metrics`)).text()),
      () => again.output,
    );
    expect([await store.events.counts(), await reader.idsOf('h-1'), await store.deadLetters.countOpen()]).toEqual(
      before,
    );
    expect(await again.stop()).toBe(0);
  });

  it('killed in the middle and started again, nothing is lost and nothing counts twice', async () => {
    const ids = Array.from({ length: 300 }, (_, nth) => `r-${nth}`);
    await producer.send(
      topic.topic,
      ids.map((id, nth) => record(placed(`r-${nth % 10}`, id), `r-${nth % 10}`)),
    );
    await eventually(
      async () => (await reader.idsOf('r-3')).length > 0,
      () => ingest.output,
    );
    await ingest.stop('SIGKILL');
    await producer.send(topic.topic, [record(placed('r-3', 'r-last'), 'r-3')]);
    ingest = await IngestProcess.start(environment);
    await arrived(() => reader.idsOf('r-3'), ['r-last']);
    await eventually(
      async () => (await store.events.counts()).unsignalled === 0,
      () => ingest.output,
    );
    for (const nth of [0, 3, 9]) {
      const seen = new Set(await reader.idsOf(`r-${nth}`));
      expect(
        containsAll(
          [...seen],
          ids.filter((_, at) => at % 10 === nth),
        ),
      ).toBe(true);
    }
  });
});

describe('tendril', () => {
  const tendril = async (...args: readonly string[]): Promise<{ code: number; said: string }> =>
    new Promise((resolve) => {
      const env = { ...environment, PATH: given['PATH'], TENDRIL_URL: ingest.url, TENDRIL_API_KEYS: apiKey };
      execFile(process.execPath, ['dist/apps/cli/main.js', ...args], { cwd: root, env }, (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), said: out + err });
      });
    });

  it('lists, shows and replays dead letters; one that is still bad stays', async () => {
    const [first] = await store.deadLetters.list({ open: true });
    expect((await tendril('dead-letters', 'list')).said).toContain(topic.topic);
    expect((await tendril('dead-letters', 'show', first?.id ?? '')).said).toContain('not json');
    expect(await tendril('dead-letters', 'replay', first?.id ?? '')).toMatchObject({ code: 1 });
    expect(await tendril('dead-letters', 'show', '999999')).toMatchObject({ code: 4 });
  });

  it('a letter that is good by now is taken in through the same door, and marked', async () => {
    const letter = { door: 'kafka', topic: topic.topic, partition: 0, offset: '900000', key: null } as const;
    const bytes = Buffer.from(JSON.stringify(placed('mended', 'd-1')));
    await store.deadLetters.add([{ ...letter, bytes, faults: [], receivedAt: Date.parse('2026-03-01T09:00:00Z') }]);
    const [added] = (await store.deadLetters.list({ open: true })).slice(-1);
    expect(await tendril('dead-letters', 'replay', added?.id ?? '')).toMatchObject({ code: 0 });
    expect(await heardOf('mended')).toEqual(['d-1']);
    expect((await store.deadLetters.show(added?.id ?? ''))?.replayedAt).not.toBeNull();
  });

  it('sends a file of events through either door', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tendril-send-'));
    const lines = ['s-1', 's-2'].map((id) => JSON.stringify(placed('sender', id)));
    await writeFile(join(folder, 'events.ndjson'), lines.join('\n'));
    expect(await tendril('send', join(folder, 'events.ndjson'))).toMatchObject({ code: 0, said: '2 accepted\n' });
    expect(await tendril('send', join(folder, 'events.ndjson'), '--kafka')).toMatchObject({ code: 0 });
    expect(await heardOf('sender')).toEqual(['s-1', 's-2']);
    await rm(folder, { recursive: true });
  });
});

describe('the process', () => {
  it('says all that is wrong with its configuration, and exits with 78', async () => {
    const faulty = await IngestProcess.spawn({ ...environment, DATABASE_URL: 'mysql://x', DATABASE_POOL: 'many' });
    expect(await faulty.exited).toBe(78);
    expect(faulty.output).toContain('DATABASE_URL');
    expect(faulty.output).toContain('DATABASE_POOL');
  });

  it('answers 503 and when to come again while its servers are away, and is not ready', async () => {
    const alone = await IngestProcess.spawn({
      ...environment,
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/nothing',
      KAFKA_BROKERS: '',
    });
    await eventually(
      async () => (await fetch(`${alone.url}/health/live`)).status === 200,
      () => alone.output,
    );
    expect((await fetch(`${alone.url}/health/ready`)).status).toBe(503);
    const response = await alone.post('/v1/events', JSON.stringify(placed('away', 'w-1')));
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await alone.stop()).toBe(0);
  });

  it('told to end, it answers what it has in hand first', async () => {
    const events = Array.from({ length: 200 }, (_, nth) => placed(`z-${nth}`, `z-${nth}`));
    const response = ingest.post('/v1/events', JSON.stringify(events));
    await eventually(
      async () => (await store.events.ofCustomer('z-0')).length > 0,
      () => ingest.output,
    );
    const code = ingest.stop();
    expect((await response).status).toBe(202);
    expect(await code).toBe(0);
    expect(await heardOf('z-199')).toEqual(['z-199']);
  });
});
