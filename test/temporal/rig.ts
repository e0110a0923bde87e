import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { ClockKeeper, type BusinessClock } from '#clock';
import type { CustomerEvent } from '#journey';
import { openStore, type Store } from '#store';
import {
  customerWorkflowId,
  CUSTOMER_WORKFLOW,
  EVENTS_SIGNAL,
  LOOK_AGAIN_SIGNAL,
  STANDING_QUERY,
  type LookAgain,
  type Standing,
} from '#temporal';
import { testDatabase, testNamespace } from '../harness/index.ts';
import { DatabaseDoor } from './database-door.ts';
import { program, workflowBundle } from './build.ts';
import { eventually } from './patience.ts';
import { Provider } from './provider.ts';
import type { WorkerArguments } from './worker-process.ts';

export interface RigOptions {
  /** Business milliseconds per wall millisecond. */
  readonly speed: number;
  readonly forgetful?: readonly string[];
  readonly cached?: number;
}

/** The runtime on real servers: a worker process that may be killed, a provider, a clock, and the doors of the workflow. */
export class Rig {
  readonly provider = new Provider();
  readonly door: DatabaseDoor;
  readonly #given: WorkerArguments;
  #worker: ChildProcess | null = null;
  #sent = 0;

  private constructor(
    readonly client: Client,
    readonly store: Store,
    readonly keeper: ClockKeeper,
    readonly clock: BusinessClock,
    private readonly connection: Connection,
    private readonly programPath: string,
    door: DatabaseDoor,
    given: Omit<WorkerArguments, 'provider'>,
  ) {
    this.door = door;
    this.#given = { ...given, provider: '' };
  }

  static async open(options: RigOptions): Promise<Rig> {
    const { speed, forgetful = [], cached = 100 } = options;
    const [{ url: databaseUrl }, { address: temporal, namespace }] = await Promise.all([
      testDatabase(),
      testNamespace(),
    ]);
    const [bundle, programPath, connection] = await Promise.all([
      workflowBundle('test/temporal/nudge.bundle.ts'),
      program('test/temporal/worker-process.ts'),
      Connection.connect({ address: temporal }),
    ]);
    const store = openStore({ databaseUrl });
    const keeper = new ClockKeeper(store.clock);
    const clock = await keeper.open({ speed });
    const taskQueue = `nudge-${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
    const door = new DatabaseDoor(databaseUrl);
    const given = {
      temporal,
      namespace,
      databaseUrl: await door.open(),
      taskQueue,
      bundle,
      identity: 'worker',
      forgetful,
      cached,
    };
    const rig = new Rig(
      new Client({ connection, namespace }),
      store,
      keeper,
      clock,
      connection,
      programPath,
      door,
      given,
    );
    Object.assign(rig.#given, { provider: await rig.provider.start() });
    return rig;
  }

  async startWorker(): Promise<void> {
    const worker = spawn(process.execPath, [this.programPath, JSON.stringify(this.#given)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#worker = worker;
    const ended = once(worker, 'exit').then(() => Promise.reject(new Error('The worker ended before it was ready.')));
    await Promise.race([once(worker.stdout, 'data'), ended]);
    ended.catch(() => undefined);
  }

  async killWorker(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    this.#worker = null;
    worker.kill('SIGKILL');
    if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker !== null) {
      worker.kill('SIGTERM');
      if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
    }
    await this.provider.stop();
    await this.door.close();
    await this.connection.close();
    await this.store.close();
  }

  event(customerId: string, type: string, properties: CustomerEvent['properties'] = {}): CustomerEvent {
    const at = this.clock.now();
    return {
      id: `e-${(this.#sent += 1)}`,
      source: 'test',
      type,
      customerId,
      occurredAt: at,
      receivedAt: at,
      properties,
    };
  }

  async send(customerId: string, ...events: CustomerEvent[]): Promise<void> {
    await this.client.workflow.signalWithStart(CUSTOMER_WORKFLOW, {
      workflowId: customerWorkflowId(customerId),
      taskQueue: this.#given.taskQueue,
      args: [{ customerId }],
      signal: EVENTS_SIGNAL,
      signalArgs: [events],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
  }

  /** Visits now, by a clock that is fresh. */
  async visits(customerId: string, orderId = 'o-1'): Promise<void> {
    await this.clock.refresh();
    await this.send(customerId, this.event(customerId, 'page.visited', { orderId }));
  }

  async hears(customerId: string, type: string, properties: CustomerEvent['properties'] = {}): Promise<void> {
    await this.clock.refresh();
    await this.send(customerId, this.event(customerId, type, properties));
  }

  async looksAgain(customerId: string, look: LookAgain): Promise<void> {
    await this.client.workflow.getHandle(customerWorkflowId(customerId)).signal(LOOK_AGAIN_SIGNAL, look);
  }

  standing(customerId: string): Promise<Standing> {
    return this.client.workflow.getHandle(customerWorkflowId(customerId)).query<Standing>(STANDING_QUERY);
  }

  /** All that the store says has happened, in order: `kind` and, of an ended attempt or touch, how. */
  async story(customerId: string): Promise<string[]> {
    const entries = await this.store.timeline.ofCustomer(customerId, { limit: 500 });
    return entries.map(({ kind, what }) => [kind, ...detailsOf(what)].join(' '));
  }

  storyUntil(customerId: string, line: string): Promise<string[]> {
    return eventually(
      () => this.story(customerId),
      (story) => story.some((told) => told.startsWith(line)),
      { what: `"${line}" in the story of ${customerId}`, within: 90_000 },
    );
  }

  async isOver(customerId: string): Promise<void> {
    await eventually(
      async () => {
        const description = await this.client.workflow.getHandle(customerWorkflowId(customerId)).describe();
        return description.status.name;
      },
      (status) => status === 'COMPLETED',
      { what: `the end of ${customerId}`, within: 90_000 },
    );
  }

  async history(customerId: string) {
    const handle = this.client.workflow.getHandle(customerWorkflowId(customerId));
    return (await handle.fetchHistory()).events ?? [];
  }

  async isRunning(customerId: string): Promise<boolean> {
    try {
      const handle = this.client.workflow.getHandle(customerWorkflowId(customerId));
      return (await handle.describe()).status.name === 'RUNNING';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }
}

function detailsOf(what: unknown): string[] {
  const told = what as { [name: string]: unknown };
  return ['stage', 'result', 'channel', 'outcome', 'how'].flatMap((name) =>
    typeof told[name] === 'string' ? [told[name]] : [],
  );
}
