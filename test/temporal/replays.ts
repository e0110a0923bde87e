import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { program } from './build.ts';

const run = promisify(execFile);

export interface Replays {
  readonly runs: number;
  /** Whose, and why. */
  readonly astray: readonly string[];
}

/** Replays what all workflows of a namespace have been through on the bundle that they ran on: does any go another way now? */
export async function replaysOf(
  { address, namespace }: { readonly address: string; readonly namespace: string },
  bundle: string,
): Promise<Replays> {
  const replay = await program('test/temporal/replay-all-process.ts');
  const given = JSON.stringify({ address, namespace, bundle });
  const { stdout } = await run(process.execPath, [replay, given], { maxBuffer: 64 * 1024 * 1024 });
  // The SDK's core writes its warnings there, too.
  const told = stdout.split('\n').findLast((line) => line.startsWith('{"runs"'));
  return JSON.parse(told ?? '') as Replays;
}
