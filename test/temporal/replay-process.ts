import { Runtime, Worker } from '@temporalio/worker';
import { customerWorkflowId } from '#temporal';
import { keptHistories } from './history-file.ts';

/** Replays every kept history on the bundle it is given; says for each whether it went another way, one JSON line each. */
async function main(bundle: string): Promise<void> {
  Runtime.install({ logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} } });
  const kept = (await keptHistories()).map(({ name, history }) => ({ workflowId: customerWorkflowId(name), history }));
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { codePath: bundle } }, kept)) {
    process.stdout.write(`${JSON.stringify({ workflowId, error: error?.message ?? null })}\n`);
  }
  process.exit(0);
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
