import type { BenchRun } from './bench-run.ts';
import type { ProcessMemory } from './bench-process.ts';
import type { Figure } from './figure.ts';
import { Product } from './product.ts';
import { say, until } from './progress.ts';
import { RawRival } from './raw.rival.ts';
import { firstBatch } from './wire-event.ts';

interface Grown {
  /** Bytes per workflow. */
  readonly heap: number;
  readonly rss: number;
  readonly before: ProcessMemory;
  readonly after: ProcessMemory;
}

/**
 * (g) What one more cached customer costs a worker, over what one more minimal workflow costs: heaps of all threads after
 * their garbage was collected, and resident memory of the whole process, the SDK's native part with it. Both hold a
 * workflow that has heard one event and waits.
 */
export async function benchMemory({ servers, quick, policy, deadEnd }: BenchRun): Promise<readonly Figure[]> {
  const [first, more] = quick ? [100, 300] : [200, 1_000];
  const raw = await RawRival.start(await servers.place('raw-memory'), { cached: 5_000, probed: true });
  const rawGrown = await grown(first, more, {
    hold: async (ids) => {
      const now = Date.now();
      await raw.seconds(new Map(ids.map((id) => [id, [firstBatch(id, 1, now).events]])));
    },
    memory: () => raw.memory(),
  }).finally(() => raw.stop());
  say(`  minimal: ${kib(rawGrown.heap)} KiB of heap, ${kib(rawGrown.rss)} KiB resident per workflow`);

  const options = { speed: 1, policy, channels: deadEnd, cached: 5_000, probed: true };
  const product = await Product.start(await servers.place('tendril-memory'), options);
  const tendrilGrown = await grown(first, more, {
    hold: async (ids) => {
      const [before] = await product.rows<{ n: number }>('SELECT count(*)::int AS n FROM runs');
      const wanted = (before?.n ?? 0) + ids.length;
      await product.produce(ids.flatMap((id) => firstBatch(id, 1, Date.now()).events));
      const runs = async () => (await product.rows<{ n: number }>('SELECT count(*)::int AS n FROM runs'))[0]?.n ?? 0;
      await product.whileAlive(until(`Tendril, of ${wanted} runs`, runs, (n) => n >= wanted, { every: 50 }));
    },
    memory: () => product.workerMemory(),
  }).finally(() => product.stop());
  say(`  Tendril: ${kib(tendrilGrown.heap)} KiB of heap, ${kib(tendrilGrown.rss)} KiB resident per customer`);

  return (['heap', 'rss'] as const).map((kind) => ({
    of: 'g',
    what: kind === 'heap' ? 'heap per cached customer' : 'resident memory per cached customer',
    value: tendrilGrown[kind] / 1_024,
    unit: 'KiB',
    over: { what: 'KiB per minimal workflow', value: rawGrown[kind] / 1_024 },
    aim: 'at most 1.5',
    detail: { workflows: more, tendril: tendrilGrown, raw: rawGrown },
  }));
}

interface Holder {
  readonly hold: (ids: readonly string[]) => Promise<void>;
  readonly memory: () => Promise<ProcessMemory>;
}

async function grown(first: number, more: number, { hold, memory }: Holder): Promise<Grown> {
  await hold(Array.from({ length: first }, (_, nth) => `m-${nth}`));
  const before = await memory();
  await hold(Array.from({ length: more }, (_, nth) => `n-${nth}`));
  const after = await memory();
  return { heap: (heapOf(after) - heapOf(before)) / more, rss: (after.rss - before.rss) / more, before, after };
}

function heapOf({ threads }: ProcessMemory): number {
  return threads.reduce((sum, { heapUsed }) => sum + heapUsed, 0);
}

function kib(bytes: number): string {
  return (bytes / 1_024).toFixed(1);
}
