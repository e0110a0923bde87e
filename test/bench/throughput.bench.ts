import type { BenchRun } from './bench-run.ts';
import { median, type Figure } from './figure.ts';
import { Product } from './product.ts';
import { say, until } from './progress.ts';
import { RawRival } from './raw.rival.ts';
import { firstEvents, runsOf, type BatchSize } from './wire-event.ts';

const sizes = [1, 5, 20] as const;

interface Turn {
  readonly name: string;
  readonly size: BatchSize;
  /** Seconds. */
  readonly play: (customers: readonly string[]) => Promise<number>;
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
  const turns: readonly Turn[] = [
    { name: 'raw', size: 1, play: (ids) => raw.seconds(signals(ids, 1, 'together')) },
    { name: 'tendril', size: 1, play: (ids) => tendril(product, ids, 1) },
    { name: 'naive', size: 5, play: (ids) => raw.seconds(signals(ids, 5, 'one by one')) },
    { name: 'tendril', size: 5, play: (ids) => tendril(product, ids, 5) },
    { name: 'naive', size: 20, play: (ids) => raw.seconds(signals(ids, 20, 'one by one')) },
    { name: 'tendril', size: 20, play: (ids) => tendril(product, ids, 20) },
  ];
  const seconds = new Map<Turn, number[]>(turns.map((turn) => [turn, []]));
  try {
    // The first round warms up and is forgotten.
    for (let round = 0; round <= rounds; round += 1) {
      for (const turn of turns) {
        const share = round === 0 ? Math.ceil(customers / 5) : customers / (turn.size === 1 ? 1 : 4);
        const ids = Array.from({ length: Math.round(share) }, (_, nth) => `${turn.name}${turn.size}-${round}-${nth}`);
        const took = await turn.play(ids);
        const rate = Math.round((ids.length * turn.size) / took);
        say(`  ${turn.name}, ${turn.size} each, ${round === 0 ? 'warming up' : `turn ${round}`}: ${rate} events/s`);
        if (round > 0) seconds.get(turn)?.push(ids.length / took);
      }
    }
  } finally {
    await Promise.all([raw.stop(), product.stop()]);
  }
  return figuresOf((name, size) => {
    const turn = turns.find((one) => one.name === name && one.size === size);
    return turn === undefined ? [] : (seconds.get(turn) ?? []).map((rate) => rate * size);
  });
}

/** `rates`: events a second, one for each turn. */
function figuresOf(rates: (name: string, size: BatchSize) => readonly number[]): readonly Figure[] {
  const raw = median(rates('raw', 1));
  const tendrils = sizes.map((size): Figure => {
    const turns = rates('tendril', size);
    const over =
      size === 1
        ? { what: '(a) raw', value: raw }
        : { what: `(b) naive, ${size} each`, value: median(rates('naive', size)) };
    const aim = size === 1 ? 'at least 0.7' : size === 20 ? 'at least 5' : undefined;
    return {
      of: 'c',
      what: `Tendril, Kafka to PostgreSQL, ${size} each`,
      value: median(turns),
      unit: 'events/s',
      over,
      ...(aim === undefined ? {} : { aim }),
      detail: { turns },
    };
  });
  const naive = ([5, 20] as const).map((size): Figure => {
    const turns = rates('naive', size);
    return {
      of: 'b',
      what: `one signal per event, ${size} each`,
      value: median(turns),
      unit: 'events/s',
      detail: { turns },
    };
  });
  const alone = { of: 'a', what: 'raw signalWithStart, handled', value: raw, unit: 'customers/s' };
  return [{ ...alone, detail: { turns: rates('raw', 1) } }, ...naive, ...tendrils];
}

function signals(
  ids: readonly string[],
  size: BatchSize,
  how: 'together' | 'one by one',
): ReadonlyMap<string, readonly (readonly object[])[]> {
  const now = Date.now();
  return new Map(
    ids.map((id) => {
      const events = firstEvents(id, size, now);
      return [id, how === 'together' ? [events] : events.map((event) => [event])];
    }),
  );
}

async function tendril(product: Product, ids: readonly string[], size: BatchSize): Promise<number> {
  const events = ids.flatMap((id) => firstEvents(id, size, Date.now()));
  const wanted = ids.length * runsOf(size);
  const prefix = `${ids[0]?.slice(0, -1) ?? ''}%`;
  const recorded = async (): Promise<number> => {
    const [row] = await product.rows<{ n: number }>('SELECT count(*)::int AS n FROM runs WHERE customer_id LIKE $1', [
      prefix,
    ]);
    return row?.n ?? 0;
  };
  const began = performance.now();
  await product.produce(events);
  await product.whileAlive(until(`Tendril, of ${wanted} runs`, recorded, (runs) => runs >= wanted, { every: 30 }));
  return (performance.now() - began) / 1_000;
}
