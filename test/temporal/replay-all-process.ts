import { Client, Connection } from '@temporalio/client';
import { Runtime, Worker } from '@temporalio/worker';
import type { Replays } from './replays.ts';

/** Where it happened, and on what it is to be replayed. */
export interface ReplayAllArguments {
  readonly address: string;
  readonly namespace: string;
  readonly bundle: string;
}

/** Replays every run of a namespace, ended or not; says in one line of JSON how many there were, and which go another way. */
async function main({ address, namespace, bundle }: ReplayAllArguments): Promise<void> {
  Runtime.install({ logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} } });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  let runs = 0;
  const astray: string[] = [];
  const histories = (async function* () {
    for await (const { workflowId, runId } of client.workflow.list()) {
      runs += 1;
      yield { workflowId, history: await client.workflow.getHandle(workflowId, runId).fetchHistory() };
    }
  })();
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: { codePath: bundle } },
    histories,
  )) {
    if (error !== undefined) astray.push(`${workflowId}: ${error.message}`);
  }
  process.stdout.write(`${JSON.stringify({ runs, astray } satisfies Replays)}\n`);
  await connection.close();
  process.exit(0);
}

main(JSON.parse(process.argv[2] ?? '{}') as ReplayAllArguments).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
