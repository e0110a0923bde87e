import { pushTo, type BenchRun } from './bench-run.ts';
import { quantile, type Figure } from './figure.ts';
import { Gateway, wall } from './gateway.ts';
import { Product } from './product.ts';
import { say, until } from './progress.ts';
import { storyClock, type StoryClock } from './story-clock.ts';
import type { WireEvent } from './wire-event.ts';

/** Half an hour of business time, after which the first stall of `onboarding` fires, then lasts three seconds. */
const speed = 600;
const pauseMs = 100;

interface Rig {
  readonly product: Product;
  readonly gateway: Gateway;
  readonly clock: StoryClock;
  readonly count: number;
}

/**
 * (e) How long it takes from an event to the message: a contact that an event asks for, from Kafka to the gateway's door;
 * and how late a stall fires. Ten customers a second, each of them new to the worker.
 */
export async function benchLatency({ servers, quick, policy }: BenchRun): Promise<readonly Figure[]> {
  const gateway = await Gateway.open();
  const place = await servers.place('latency');
  const product = await Product.start(place, { speed, policy, channels: pushTo(gateway.url) });
  const clock = await storyClock(place.databaseUrl, speed);
  const rig = { product, gateway, clock, count: quick ? 100 : 400 };
  try {
    await ask({ ...rig, count: 20 }, 'warm');
    return [...(await asked(rig)), ...(await stalled(rig))];
  } finally {
    await product.stop();
    await clock.close();
    await gateway.close();
  }
}

/** Wall milliseconds from the event's offer to Kafka until the gateway was called. */
async function asked(rig: Rig): Promise<readonly Figure[]> {
  const sentAt = await ask(rig, 'asked');
  const took = [...sentAt].map(([id, at]) => (rig.gateway.to(id)[0]?.at ?? Number.NaN) - at);
  return bothOf('from an event to the message at the gateway', took);
}

async function ask({ product, gateway, clock, count }: Rig, name: string): Promise<ReadonlyMap<string, number>> {
  const properties = { purpose: 'service', channels: ['push'], template: 'identity-plain', usefulFor: '10 days' };
  const sentAt = new Map<string, number>();
  await spread(count, name, async (id) => {
    const event = await eventNow(clock, id, 'contact.requested', properties);
    sentAt.set(id, wall());
    await product.produce([event]);
  });
  await product.whileAlive(
    until(
      `messages of ${count}`,
      () => [...sentAt.keys()].filter((id) => gateway.to(id).length > 0).length,
      (delivered) => delivered >= count,
      { every: 50, within: 120_000 },
    ),
  );
  return sentAt;
}

/** Wall milliseconds from a stall's deadline until the policy was asked, by the business clock of its verdict. */
async function stalled({ product, gateway, clock, count }: Rig): Promise<readonly Figure[]> {
  await spread(count, 'stalled', async (id) => {
    await product.produce([await eventNow(clock, id, 'registration.started', {})]);
  });
  await product.whileAlive(
    until(
      `stalls of ${count}`,
      () =>
        new Set(gateway.deliveries.map(({ customerId }) => customerId).filter((id) => id.startsWith('stalled'))).size,
      (fired) => fired >= count,
      { every: 50, within: 120_000 },
    ),
  );
  const rows = await product.rows<{ late: number }>(
    `SELECT (extract(epoch FROM v.at - t.planned_at) * 1000)::float8 AS late
       FROM touches t JOIN verdicts v ON v.customer_id = t.customer_id AND v.touch = t.id AND v.number = 1
      WHERE t.customer_id LIKE 'stalled-%'`,
  );
  const late = rows.map((row) => row.late / speed);
  return bothOf('lateness of a stall', late);
}

async function spread(count: number, name: string, each: (customerId: string) => Promise<void>): Promise<void> {
  say(`  ${name}: ${count} customers, one each ${pauseMs} ms`);
  const began = performance.now();
  const sending: Promise<void>[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const wait = began + nth * pauseMs - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    sending.push(each(`${name}-${nth}`));
  }
  await Promise.all(sending);
}

async function eventNow(
  clock: StoryClock,
  customerId: string,
  type: string,
  properties: WireEvent['properties'],
): Promise<WireEvent> {
  const occurredAt = new Date(await clock.now()).toISOString();
  return { id: `${customerId}-${type}`, source: 'bench', type, customerId, occurredAt, properties };
}

function bothOf(what: string, took: readonly number[]): readonly Figure[] {
  const detail = { count: took.length, largest: Math.max(...took), smallest: Math.min(...took), speed };
  return [0.5, 0.99].map((share) => ({
    of: 'e',
    what: `${what}, p${share * 100}`,
    value: quantile(took, share),
    unit: 'ms',
    detail,
  }));
}
