import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { program, workflowBundle } from './build.ts';
import { keptLives } from './history-file.ts';
import type { ToldHow } from './replay-process.ts';

const run = promisify(execFile);

/** A change of workflows/runtime that fails here breaks customers in flight: put it behind `patched`. */
it.each([
  { how: 'as it was' },
  // What is decided by the time of a task, or by the length of the history, goes another way then.
  { how: 'kept alive' },
  { how: 'kept alive after an answer' },
] satisfies { how: ToldHow }[])(
  'every kept history of a finished customer, $how, is replayed by the runtime as it is now',
  async ({ how }) => {
    const [bundle, replay] = await Promise.all([
      workflowBundle('test/temporal/lending.bundle.ts'),
      program('test/temporal/replay-process.ts'),
    ]);
    const { stdout } = await run(process.execPath, [replay, bundle, how]);
    const answers = stdout
      .trim()
      .split('\n')
      // The SDK's core writes its warnings there, too.
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as unknown);
    const kept = await keptLives();
    expect(kept.length).toBeGreaterThan(0);
    expect(answers).toEqual(kept.map((life) => ({ workflowId: `customer/${life}`, error: null })));
  },
  120_000,
);
