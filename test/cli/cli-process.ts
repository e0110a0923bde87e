import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { environment } from '../harness/index.ts';
import { root } from '../acceptance/product-process.ts';

export interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The built command line as a process of its own, as a shell starts it. */
export class CliProcess {
  constructor(private readonly variables: Readonly<Record<string, string>>) {}

  with(variables: Readonly<Record<string, string>>): CliProcess {
    return new CliProcess({ ...this.variables, ...variables });
  }

  async run(args: readonly string[], input = ''): Promise<Answer> {
    const child = this.#spawn(args);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    child.stdin.end(input);
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { code, out, err };
  }

  /** As before `| head -0`: nobody reads what it prints. */
  async runUnread(args: readonly string[]): Promise<Omit<Answer, 'out'>> {
    const child = this.#spawn(args);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    child.stdout.destroy();
    const [err, code] = await Promise.all([text(child.stderr), ended]);
    return { code, err };
  }

  /** What `--json` printed. Throws when it is none, or the command failed. */
  async json<T>(...args: readonly string[]): Promise<T> {
    const { code, out, err } = await this.run([...args, '--json']);
    if (code !== 0) throw new Error(`tendril ${args.join(' ')} ended with ${String(code)}: ${err}`);
    return JSON.parse(out) as T;
  }

  #spawn(args: readonly string[]) {
    const env = { PATH: environment['PATH'], ...this.variables };
    return spawn(process.execPath, ['apps/cli/tendril.mjs', ...args], { cwd: root, env });
  }
}
