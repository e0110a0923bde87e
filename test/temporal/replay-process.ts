import { Runtime, Worker } from '@temporalio/worker';
import { customerWorkflowId } from '#temporal';
import { keptHistories } from './history-file.ts';
import { keptAlive } from './kept-alive.ts';
import type { PlainHistory } from './plain-history.ts';

const tellings = {
  'as it was': (history: PlainHistory) => history,
  'kept alive': (history: PlainHistory) => keptAlive(history, 'nothing'),
  'kept alive after an answer': (history: PlainHistory) => keptAlive(history, 'the first'),
} as const;

export type ToldHow = keyof typeof tellings;

/**
 * Replays every kept history on the bundle it is given, as it was or as one whose tasks were kept alive; says for each
 * whether it went another way, one JSON line each.
 */
async function main(bundle: string, how: ToldHow): Promise<void> {
  Runtime.install({ logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} } });
  const histories = await keptHistories(tellings[how]);
  const kept = histories.map(({ name, history }) => ({ workflowId: customerWorkflowId(name), history }));
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { codePath: bundle } }, kept)) {
    process.stdout.write(`${JSON.stringify({ workflowId, error: error?.message ?? null })}\n`);
  }
  process.exit(0);
}

main(process.argv[2] ?? '', (process.argv[3] ?? 'as it was') as ToldHow).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
