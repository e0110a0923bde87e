import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { BenchServers } from './bench-servers.ts';
import { optionsOf, UnknownOption, usage, type BenchOptions } from './bench.options.ts';
import { pushTo, type BenchRun } from './bench-run.ts';
import { tableOf, ratioOf, type Figure } from './figure.ts';
import { benchLatency } from './latency.bench.ts';
import { benchLife } from './life.bench.ts';
import { benchMemory } from './memory.bench.ts';
import { benchPolicyEngine, benchTransitions } from './pure.bench.ts';
import { say } from './progress.ts';
import { benchThroughput } from './throughput.bench.ts';
import { benchBacktest } from './backtest.bench.ts';
import { benchTouchHistory } from './touch-history.bench.ts';

interface Measurement {
  readonly of: readonly string[];
  readonly title: string;
  readonly needsServers: boolean;
  readonly measure: (run: BenchRun) => Promise<readonly Figure[]>;
}

/**
 * What needs the processor to itself comes first, before any server is up; and of that the policy before the backtest, which
 * asks it with objects of other shapes: after it, in one process, the same verdicts take a third longer.
 */
const measurements: readonly Measurement[] = [
  { of: ['policy'], title: 'the policy engine', needsServers: false, measure: ({ quick }) => benchPolicyEngine(quick) },
  { of: ['d'], title: '(d) the journey core', needsServers: false, measure: ({ quick }) => benchTransitions(quick) },
  { of: ['d'], title: '(d) the backtest', needsServers: false, measure: ({ quick }) => benchBacktest(quick) },
  { of: ['a', 'b', 'c'], title: '(a) (b) (c) throughput', needsServers: true, measure: benchThroughput },
  { of: ['e'], title: '(e) latency', needsServers: true, measure: benchLatency },
  { of: ['f'], title: '(f) history of a touch', needsServers: true, measure: benchTouchHistory },
  { of: ['g'], title: '(g) memory', needsServers: true, measure: benchMemory },
  { of: ['h'], title: '(h) a whole life', needsServers: true, measure: benchLife },
];

async function main({ quick, only }: BenchOptions): Promise<number> {
  const chosen = measurements.filter(({ of }) => of.some((letter) => only.has(letter)));
  const began = new Date();
  const loadBefore = loadavg();
  const folder = await mkdtemp(join(tmpdir(), 'tendril-bench-policy-'));
  const policy = join(folder, 'open.json');
  await writeFile(policy, JSON.stringify({ name: 'open', rules: [] }));
  const figures: Figure[] = [];
  const failures: { readonly title: string; readonly because: string }[] = [];
  let servers: BenchServers | null = null;
  const stop = async (): Promise<void> => {
    await servers?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  process.once('SIGINT', () => void stop().finally(() => process.exit(130)));
  try {
    for (const { title, needsServers, measure } of chosen) {
      if (needsServers) servers ??= await BenchServers.start();
      say(`\n${title}`);
      try {
        const run = { servers: servers as BenchServers, quick, policy, deadEnd: pushTo('http://127.0.0.1:9/') };
        figures.push(...(await measure(run)));
      } catch (error) {
        const because = error instanceof Error ? (error.stack ?? error.message) : String(error);
        say(`  not measured: ${because}`);
        failures.push({ title, because });
      }
    }
  } finally {
    await stop();
  }
  const machine = machineOf(loadBefore);
  console.log(`\n${tableOf(figures)}\n\n${sentence(machine, began, quick)}`);
  const file = `bench-${began.toISOString().slice(0, 19).replaceAll(':', '-')}.json`;
  const shown = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) }));
  await writeFile(
    file,
    `${JSON.stringify({ at: began.toISOString(), quick, machine, figures: shown, failures }, null, 2)}\n`,
  );
  console.log(`Written to ${file}.`);
  for (const { title } of failures) console.log(`Not measured: ${title}.`);
  return failures.length > 0 ? 1 : 0;
}

interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly memoryGb: number;
  readonly node: string;
  readonly loadBefore: readonly number[];
  readonly loadAfter: readonly number[];
}

function machineOf(loadBefore: readonly number[]): Machine {
  return {
    cores: cpus().length,
    model: cpus()[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    loadBefore,
    loadAfter: loadavg(),
  };
}

function sentence({ cores, model, node, loadBefore, loadAfter }: Machine, began: Date, quick: boolean): string {
  const load = `${(loadBefore[0] ?? 0).toFixed(1)} before, ${(loadAfter[0] ?? 0).toFixed(1)} after`;
  return `${began.toISOString()}${quick ? ', quick' : ''}; ${cores} cores (${model}), Node ${node}; load ${load}.`;
}

try {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) console.log(usage);
  else process.exit(await main(options));
} catch (error) {
  if (!(error instanceof UnknownOption)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
