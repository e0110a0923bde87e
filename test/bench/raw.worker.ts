import { fileURLToPath } from 'node:url';
import { NativeConnection, Runtime, Worker, type InjectedSinks } from '@temporalio/worker';
import type { RawSinks } from './raw.workflow.ts';

/** The worker of the minimal workflow, tuned as the product's is. Tells its parent how many events were handled. */
const [address = '', namespace = '', taskQueue = '', cached = '2000'] = process.argv.slice(2);
const silent = () => undefined;
Runtime.install({
  shutdownSignals: [],
  logger: { trace: silent, debug: silent, info: silent, warn: silent, log: silent, error: console.error },
});
const connection = await NativeConnection.connect({ address, grpcCompression: { codec: 'none' } });
let handled = 0;
const sinks: InjectedSinks<RawSinks> = {
  bench: {
    handled: {
      fn: (_info, events) => {
        handled += events;
      },
      callDuringReplay: false,
    },
  },
};
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue,
  workflowBundle: { codePath: fileURLToPath(new URL('raw-workflow.cjs', import.meta.url)) },
  sinks,
  maxCachedWorkflows: Number(cached),
  maxConcurrentWorkflowTaskExecutions: 40,
  workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: 8 },
  reuseV8Context: true,
});
let told = 0;
const telling = setInterval(() => {
  if (handled === told) return;
  told = handled;
  process.send?.({ handled });
}, 10);
process.on('SIGTERM', () => worker.shutdown());
process.send?.({ handled: 0 });
await worker.run();
clearInterval(telling);
await connection.close();
process.exit(0);
