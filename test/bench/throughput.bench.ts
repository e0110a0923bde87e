import type { BenchRun } from './bench-run.ts';
import { median, type Figure } from './figure.ts';
import { Product } from './product.ts';
import { say, until } from './progress.ts';
import { RawRival } from './raw.rival.ts';
import { firstBatch, laterBatch, type Batch, type BatchSize } from './wire-event.ts';

/** New customers are others in each turn, known ones the same. */
type Who = 'new' | 'known';
type Rival = 'raw' | 'naive' | 'tendril';

/**
 * What is compared. A signal to a customer who is new begins a workflow, which costs the server some ten times as much as a
 * signal to one that runs, whoever sends it. So what batches save shows on customers who are known; beside it stands the
 * same on new ones.
 */
const contests: readonly {
  readonly who: Who;
  readonly size: BatchSize;
  readonly rival: Rival;
  readonly aim?: string;
}[] = [
  { who: 'new', size: 1, rival: 'raw', aim: 'at least 0.7' },
  { who: 'known', size: 5, rival: 'naive' },
  { who: 'known', size: 20, rival: 'naive', aim: 'at least 5' },
  { who: 'new', size: 20, rival: 'naive' },
];

interface Turn {
  readonly name: Rival;
  readonly who: Who;
  readonly size: BatchSize;
}

/**
 * (a) raw, (b) naive, (c) Tendril: in turns on the same servers. Raw and naive end when the minimal workflow has handled all;
 * Tendril ends when PostgreSQL holds what came of the last event of every customer.
 */
export async function benchThroughput({ servers, quick, policy, deadEnd }: BenchRun): Promise<readonly Figure[]> {
  const customers = quick ? 150 : 400;
  const rounds = quick ? 2 : 4;
  const product = await Product.start(await servers.place('tendril'), { speed: 1, policy, channels: deadEnd });
  const raw = await RawRival.start(await servers.place('raw'));
  const turns = contests.flatMap(({ who, size, rival }): Turn[] => [
    { name: rival, who, size },
    { name: 'tendril', who, size },
  ]);
  const rates = new Map<Turn, number[]>(turns.map((turn) => [turn, []]));
  try {
    // The first round warms up, makes the known customers known, and is forgotten.
    for (let round = 0; round <= rounds; round += 1) {
      for (const turn of turns) {
        const count = Math.round(turn.size === 1 ? customers : customers / 2);
        const batches = batchesOf(turn, count, round);
        const took =
          turn.name === 'tendril'
            ? await tendril(product, batches)
            : await raw.seconds(signals(batches, turn.name === 'raw' ? 'together' : 'one by one'));
        const rate = [...batches.values()].flatMap(({ events }) => events).length / took;
        const title = `${turn.name}, ${turn.who} customers, ${turn.size} each`;
        say(`  ${title}, ${round === 0 ? 'warming up' : `turn ${round}`}: ${Math.round(rate)} events/s`);
        if (round > 0) rates.get(turn)?.push(rate);
      }
    }
  } finally {
    await Promise.all([raw.stop(), product.stop()]);
  }
  const ratesOf = (name: Rival, who: Who, size: BatchSize): readonly number[] =>
    rates.get(turns.find((turn) => turn.name === name && turn.who === who && turn.size === size) as Turn) ?? [];
  return contests.flatMap(({ who, size, rival, aim }) => {
    const [theirs, ours] = [ratesOf(rival, who, size), ratesOf('tendril', who, size)];
    const each = `${who} customers, ${size} each`;
    const beside =
      rival === 'raw'
        ? { of: 'a', what: `raw signalWithStart, handled, ${each}`, short: '(a) raw' }
        : { of: 'b', what: `one signal per event, ${each}`, short: '(b) naive' };
    return [
      { of: beside.of, what: beside.what, value: median(theirs), unit: 'events/s', detail: { turns: theirs } },
      {
        of: 'c',
        what: `Tendril, Kafka to PostgreSQL, ${each}`,
        value: median(ours),
        unit: 'events/s',
        over: { what: beside.short, value: median(theirs) },
        ...(aim === undefined ? {} : { aim }),
        detail: { turns: ours },
      },
    ];
  });
}

function batchesOf({ name, who, size }: Turn, count: number, round: number): ReadonlyMap<string, Batch> {
  const now = Date.now();
  const ids = Array.from(
    { length: count },
    (_, nth) => `${name}-${who}-${size}-${who === 'new' ? `${round}-` : ''}${nth}`,
  );
  // Known is who has registered: the workflow waits for the identity.
  const batch = (id: string): Batch => {
    if (who === 'new') return firstBatch(id, size, now);
    return round === 0 ? firstBatch(id, 1, now) : laterBatch(id, size, now, round);
  };
  return new Map(ids.map((id) => [id, batch(id)]));
}

function signals(
  batches: ReadonlyMap<string, Batch>,
  how: 'together' | 'one by one',
): ReadonlyMap<string, readonly (readonly object[])[]> {
  return new Map(
    [...batches].map(([id, { events }]) => [id, how === 'together' ? [events] : events.map((event) => [event])]),
  );
}

async function tendril(product: Product, batches: ReadonlyMap<string, Batch>): Promise<number> {
  const ids = [...batches.keys()];
  const events = [...batches.values()].flatMap((batch) => batch.events);
  const started = [...batches.values()].reduce((sum, { runs }) => sum + runs, 0);
  const recorded = async (): Promise<number> => {
    const [row] = await product.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM runs WHERE customer_id = ANY($1::text[])',
      [ids],
    );
    return row?.n ?? 0;
  };
  const wanted = (await recorded()) + started;
  const began = performance.now();
  await product.produce(events);
  await product.whileAlive(until(`Tendril, of ${wanted} runs`, recorded, (runs) => runs >= wanted, { every: 30 }));
  return (performance.now() - began) / 1_000;
}
