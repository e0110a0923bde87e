import { Client, Connection } from '@temporalio/client';
import type { Pace } from '#channels';
import { ClockKeeper, type BusinessClock } from '#clock';
import { openStore, type Store } from '#store';
import { payloadCodecs } from '#temporal';
import { testDatabase, testNamespace, type TestNamespace } from '../harness/index.ts';
import { CustomerDoor } from './customer-door.ts';
import { DatabaseDoor } from './database-door.ts';
import { program, workflowBundle } from './build.ts';
import { KillableWorker } from './killable-worker.ts';
import { eventually } from './patience.ts';
import { Provider } from './provider.ts';
import type { CatalogueName } from './catalogues.ts';

export interface RigOptions {
  /** Business milliseconds per wall millisecond. */
  readonly speed: number;
  /** Business time at the beginning; by default what the wall says. */
  readonly beginsAt?: number;
  /** What the worker is for; the small one with everything in it by default. */
  readonly catalogue?: CatalogueName;
  readonly forgetful?: readonly string[];
  readonly cached?: number;
  /** How many dispatches and activities the worker performs at once. */
  readonly remoteAtOnce?: number;
  /** A policy set in a file, read anew for each verdict. None: everything may be sent. */
  readonly policyFile?: string | null;
  /** Encrypts payloads: 32 bytes in base64. */
  readonly payloadKey?: string | null;
  readonly paces?: { readonly [channel: string]: Pace };
}

/** The runtime on real servers: a worker process that may be killed, a provider, a clock, and the doors of the workflow. */
export class Rig {
  private constructor(
    readonly client: Client,
    readonly customers: CustomerDoor,
    readonly store: Store,
    readonly keeper: ClockKeeper,
    readonly clock: BusinessClock,
    readonly provider: Provider,
    readonly worker: KillableWorker,
    readonly door: DatabaseDoor,
    readonly temporal: TestNamespace,
  ) {}

  static async open(options: RigOptions): Promise<Rig> {
    const {
      speed,
      catalogue = 'nudge',
      forgetful = [],
      cached = 100,
      remoteAtOnce = null,
      policyFile = null,
      payloadKey = null,
      paces = {},
    } = options;
    const [{ url }, place] = await Promise.all([testDatabase(), testNamespace()]);
    const { address: temporal, namespace } = place;
    const provider = new Provider();
    const door = new DatabaseDoor(url);
    const taskQueue = `${catalogue}-${Math.random().toString(36).slice(2, 8)}`;
    const [bundle, programPath, connection, providerUrl, databaseUrl] = await Promise.all([
      workflowBundle(`test/temporal/${catalogue}.bundle.ts`),
      program('test/temporal/worker-process.ts'),
      Connection.connect({ address: temporal }),
      provider.start(),
      door.open(),
    ]);
    const store = openStore({ databaseUrl: url });
    const keeper = new ClockKeeper(store.clock);
    const clock = await keeper.open({
      speed,
      ...(options.beginsAt === undefined ? {} : { beginsAt: options.beginsAt }),
    });
    const dataConverter = { payloadCodecs: payloadCodecs(keysOf(payloadKey)) };
    // Neutral: what is recorded must not say on whose machine.
    const client = new Client({ connection, namespace, dataConverter, identity: 'client' });
    const worker = new KillableWorker(programPath, {
      ...{
        temporal,
        namespace,
        databaseUrl,
        taskQueue,
        bundle,
        catalogue,
        forgetful,
        cached,
        remoteAtOnce,
        policyFile,
        payloadKey,
        paces,
      },
      provider: providerUrl,
      identity: 'worker',
    });
    const customers = new CustomerDoor(client, clock, taskQueue);
    return new Rig(client, customers, store, keeper, clock, provider, worker, door, place);
  }

  async close(): Promise<void> {
    await this.worker.stop();
    await this.provider.stop();
    await this.door.close();
    await this.client.connection.close();
    await this.store.close();
  }

  /** All that the store says has happened, in order: `kind` and, of an ended attempt, touch or run, how. */
  async story(customerId: string): Promise<string[]> {
    const entries = await this.store.timeline.ofCustomer(customerId, { limit: 2_000 });
    return entries.map(({ kind, what }) => [kind, ...detailsOf(kind, what)].join(' '));
  }

  storyUntil(customerId: string, line: string, count = 1): Promise<string[]> {
    return eventually(
      () => this.story(customerId),
      (story) => story.filter((told) => told.startsWith(line)).length >= count,
      { what: `"${line}" in the story of ${customerId}`, within: 120_000 },
    );
  }
}

function keysOf(payloadKey: string | null) {
  return payloadKey === null ? [] : [{ name: 'test', key: Buffer.from(payloadKey, 'base64') }];
}

function detailsOf(kind: string, what: unknown): string[] {
  const told = what as { [name: string]: unknown };
  // A line holds its whole row: that of a run's start tells of its end, too.
  const names = kind === 'run.ended' ? ['ended_how'] : ['stage', 'result', 'channel', 'outcome', 'how'];
  return names.flatMap((name) => (typeof told[name] === 'string' ? [told[name]] : []));
}
