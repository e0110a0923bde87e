import { spawn } from 'node:child_process';
import type { Environment, Progress } from './running-server.ts';
import { ticking } from './ticking.ts';

export interface ToolEnd {
  /** Null: there is no such tool, or it was killed. */
  readonly code: number | null;
  readonly missing: boolean;
  /** Both streams, in the order written, the end of them when there is much. */
  readonly output: string;
}

/** Runs a tool to its end. Says every second how long it has been at it, when `doing` names it. */
export function runTool(
  command: string,
  args: readonly string[],
  options: {
    readonly environment: Environment;
    readonly cwd?: string;
    readonly uid?: number;
    readonly gid?: number;
    readonly doing?: string;
    readonly onProgress?: Progress | undefined;
  },
): Promise<ToolEnd> {
  return new Promise((resolve) => {
    const { environment, cwd, uid, gid, doing, onProgress } = options;
    const child = spawn(command, [...args], {
      env: { ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    });
    let output = '';
    const hear = (chunk: Buffer) => (output = `${output}${chunk.toString()}`.slice(-20_000));
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const quiet = ticking(doing, onProgress);
    child.once('error', (thrown: NodeJS.ErrnoException) => {
      quiet();
      resolve({ code: null, missing: thrown.code === 'ENOENT', output: thrown.message });
    });
    child.once('close', (code) => {
      quiet();
      resolve({ code, missing: false, output });
    });
  });
}
