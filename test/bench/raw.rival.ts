import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { environment } from '../harness/environment.ts';
import { BenchProcess, type ProcessMemory } from './bench-process.ts';
import type { Place } from './bench-servers.ts';
import { until } from './progress.ts';

/** As many as the product's own door signals side by side. */
const customersAtOnce = 64;

/** What Temporal alone can do: a minimal workflow per customer, signalled from here, with nothing in between. */
export class RawRival {
  #handled = 0;

  private constructor(
    private readonly worker: BenchProcess,
    private readonly connection: NativeConnection,
    private readonly client: Client,
  ) {
    worker.onMessage((message) => {
      if (typeof message === 'object' && message !== null && 'handled' in message) {
        this.#handled = Number(message.handled);
      }
    });
  }

  static async start(place: Place, { cached = 2_000, probed = false } = {}): Promise<RawRival> {
    const { address, namespace } = place;
    const worker = new BenchProcess(fileURLToPath(new URL('raw-worker.mjs', import.meta.url)), {
      args: [address, namespace, 'raw', String(cached)],
      environment,
      probed,
    });
    const ready = new Promise<void>((resolve) => worker.onMessage(() => resolve()));
    await worker.whileAlive(ready);
    const connection = await NativeConnection.connect({ address, grpcCompression: { codec: 'none' } });
    return new RawRival(worker, connection, new Client({ connection, namespace }));
  }

  /**
   * Seconds until the worker has handled all. One array of events is one signal; signals of one customer follow each
   * other, those of different customers go side by side.
   */
  async seconds(signalsOf: ReadonlyMap<string, readonly (readonly object[])[]>): Promise<number> {
    const events = [...signalsOf.values()].flat(2).length;
    const before = this.#handled;
    const customers = [...signalsOf];
    const began = performance.now();
    const lane = async (): Promise<void> => {
      for (let next = customers.shift(); next !== undefined; next = customers.shift()) {
        const [customerId, signals] = next;
        for (const signal of signals) await this.#signal(customerId, signal);
      }
    };
    await this.worker.whileAlive(Promise.all(Array.from({ length: customersAtOnce }, lane)));
    await this.worker.whileAlive(
      until(
        `the minimal workflow, of ${events} events`,
        () => this.#handled - before,
        (handled) => handled >= events,
      ),
    );
    return (performance.now() - began) / 1_000;
  }

  memory(): Promise<ProcessMemory> {
    return this.worker.memory();
  }

  async stop(): Promise<void> {
    await this.worker.stop();
    await this.connection.close();
  }

  async #signal(customerId: string, events: readonly object[]): Promise<void> {
    await this.client.workflow.signalWithStart('raw', {
      workflowId: `raw/${customerId}`,
      taskQueue: 'raw',
      args: [],
      signal: 'events',
      signalArgs: [events],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  }
}
