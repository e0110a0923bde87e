import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { customerActivities, type JourneyActivity } from '#activities';
import {
  ChannelBusyError,
  ChannelFaultError,
  type Channel,
  type OutgoingMessage,
  type Pace,
  type SendResult,
} from '#channels';
import { ClockKeeper } from '#clock';
import { publish } from '#journey';
import { definePolicy, resolvePolicy, type PolicySet } from '#policy';
import { openStore } from '#store';
import { payloadCodecs } from '#temporal';
import { catalogues, type CatalogueName } from './catalogues.ts';

/**
 * A worker as a process of its own, over a test's catalogue: what is killed, is killed like the product's. Its arguments
 * come as one JSON text.
 */
export interface WorkerArguments {
  readonly temporal: string;
  readonly namespace: string;
  readonly databaseUrl: string;
  readonly taskQueue: string;
  readonly bundle: string;
  readonly provider: string;
  readonly identity: string;
  /** Channels whose provider does not honour the idempotency key. */
  readonly forgetful: readonly string[];
  readonly cached: number;
  /** How many dispatches and activities it performs at once; null: as many as it likes. */
  readonly remoteAtOnce: number | null;
  readonly catalogue: CatalogueName;
  readonly policyFile: string | null;
  readonly payloadKey: string | null;
  /** How fast starts may follow each other on each of these channels; on any other as they like. */
  readonly paces: { readonly [channel: string]: Pace };
}

class ProviderChannel implements Channel {
  readonly adapter = 'test';
  readonly provider: string;
  readonly honoursIdempotencyKey: boolean;
  readonly #url: string;

  constructor(word: string, url: string, honoursIdempotencyKey: boolean) {
    this.provider = `provider-of-${word}`;
    this.#url = url;
    this.honoursIdempotencyKey = honoursIdempotencyKey;
  }

  async send({ idempotencyKey, customerId, channel, touch }: OutgoingMessage, abort: AbortSignal): Promise<SendResult> {
    const body = JSON.stringify({ key: idempotencyKey, customerId, channel, touch });
    const response = await fetch(this.#url, { method: 'POST', body, signal: abort });
    const answer = (await response.json()) as SendResult | { readonly kind: 'busy' } | { readonly kind: 'fault' };
    if (answer.kind === 'busy') throw new ChannelBusyError(this.provider, null);
    if (answer.kind === 'fault') throw new ChannelFaultError(this.provider, 503, null);
    return answer;
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function complain(message: string): void {
  process.stderr.write(`${message}\n`);
}

async function policySets(file: string | null): Promise<PolicySet[]> {
  if (file === null) return [{ name: 'open', rules: [] }];
  return [definePolicy(JSON.parse(await readFile(file, 'utf8')) as PolicySet)];
}

function keysOf(payloadKey: string | null) {
  return payloadKey === null ? [] : [{ name: 'test', key: Buffer.from(payloadKey, 'base64') }];
}

async function main(given: WorkerArguments): Promise<void> {
  Runtime.install({
    shutdownSignals: [],
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error: complain, log() {} },
  });
  const store = openStore({ databaseUrl: given.databaseUrl });
  const keeper = new ClockKeeper(store.clock);
  const clock = await keeper.open({ speed: 1 });
  const beat = () => keeper.beat().catch(() => undefined);
  await beat();
  setInterval(() => void beat(), 500).unref();
  const connection = await NativeConnection.connect({ address: given.temporal });
  const channels = new Map(
    ['push', 'sms', 'call', 'email', 'wechat', 'in-app', 'task'].map((word) => [
      word,
      new ProviderChannel(word, given.provider, !given.forgetful.includes(word)),
    ]),
  );
  const refreshLimit: JourneyActivity = async ({ key, customerId, activity }) => {
    const body = JSON.stringify({ key, customerId, channel: activity.name, touch: activity.id });
    const response = await fetch(given.provider, { method: 'POST', body });
    const { kind } = (await response.json()) as { readonly kind: string };
    if (kind === 'refused') throw Object.assign(new Error('No such limit.'), { retryable: false });
    if (kind === 'busy') throw new Error('Busy.');
  };
  const activities = customerActivities({
    store,
    clock,
    isWallClock: false,
    published: publish(catalogues[given.catalogue], sha256),
    policy: async () => resolvePolicy(await policySets(given.policyFile), sha256),
    channels: {
      of: (word) => {
        const channel = channels.get(word);
        if (channel === undefined) throw new Error(`The test binds no channel "${word}".`);
        return channel;
      },
    },
    texts: { wordingOf: ({ touch, attempt }) => ({ text: `${touch.template} by ${attempt.channel}`, variables: [] }) },
    activities: { 'refresh-limit': refreshLimit },
    paces: { of: (word) => given.paces[word] ?? null, isAny: Object.keys(given.paces).length > 0 },
    institutionZone: 'Asia/Shanghai',
    customerZones: [],
    language: 'en',
    meter: { touch() {}, verdict() {}, dispatch() {}, stallLate() {}, channelTook() {} },
  });
  const options = {
    connection,
    namespace: given.namespace,
    taskQueue: given.taskQueue,
    identity: given.identity,
    dataConverter: { payloadCodecs: payloadCodecs(keysOf(given.payloadKey)) },
    workflowBundle: { codePath: given.bundle },
    activities: { ...activities },
    ...(given.remoteAtOnce !== null && { maxConcurrentActivityTaskExecutions: given.remoteAtOnce }),
    maxCachedWorkflows: given.cached,
    maxHeartbeatThrottleInterval: '1s',
    isolateExecutionTimeout: '30s',
  } as const;
  const worker = await Worker.create(options satisfies WorkerOptions & { isolateExecutionTimeout: string });
  process.on('SIGTERM', () => worker.shutdown());
  const running = worker.run();
  process.stdout.write('ready\n');
  await running;
  await connection.close();
  await store.close();
  process.exit(0);
}

main(JSON.parse(process.argv[2] ?? '{}') as WorkerArguments).catch((error: unknown) => {
  complain(String(error));
  process.exit(1);
});
