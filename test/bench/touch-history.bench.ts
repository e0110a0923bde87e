import proto from '@temporalio/proto';
import { Webhook } from 'standardwebhooks';
import { customerWorkflowId, STANDING_QUERY, type Standing } from '#temporal';
import { pushTo, secret, type BenchRun } from './bench-run.ts';
import { median, type Figure } from './figure.ts';
import { Gateway } from './gateway.ts';
import { Product } from './product.ts';
import { until } from './progress.ts';
import { storyClock, type StoryClock } from './story-clock.ts';

const { EventType } = proto.temporal.api.enums.v1;
/** The first stall of `onboarding`, half an hour, then fires after half a minute; the second, two days, not in this run. */
const speed = 60;
const customers = 5;
/** A new workflow's own start, and the marker of `load`: cold start, counted apart. */
const coldEvents = 2;

/**
 * (f) History events of one delivered touch, from the event that opened the stage to the recorded outcome: told at once by
 * the gateway, and told later by callback.
 */
export async function benchTouchHistory({ servers, policy }: BenchRun): Promise<readonly Figure[]> {
  const gateway = await Gateway.open((customerId) => customerId.startsWith('later'));
  const place = await servers.place('touch');
  const product = await Product.start(place, { speed, policy, channels: pushTo(gateway.url) });
  const clock = await storyClock(place.databaseUrl, speed);
  try {
    const rows = [
      { how: 'now', what: 'outcome at once', aim: 'at most 20 (nearest peer: 45 to 50)' },
      { how: 'later', what: 'outcome by callback', aim: 'at most 25' },
    ];
    const figures: Figure[] = [];
    for (const { how, what, aim } of rows) {
      const ids = Array.from({ length: customers }, (_, nth) => `${how}-${nth}`);
      const lives = await Promise.all(ids.map((id) => touched(product, gateway, clock, id)));
      const counts = lives.map((kinds) => kinds.length - coldEvents);
      figures.push({
        of: 'f',
        what: `history events per touch, ${what}`,
        value: median(counts),
        unit: 'events',
        aim,
        detail: { counts, coldEvents, kinds: lives[0] },
      });
    }
    return figures;
  } finally {
    await product.stop();
    await clock.close();
    await gateway.close();
  }
}

async function touched(product: Product, gateway: Gateway, clock: StoryClock, customerId: string): Promise<string[]> {
  const occurredAt = new Date(await clock.now()).toISOString();
  const event = { id: `${customerId}-1`, source: 'bench', type: 'registration.started', customerId, occurredAt };
  await product.produce([{ ...event, properties: {} }]);
  const [delivery] = await product.whileAlive(
    until(
      `the message to ${customerId}`,
      () => gateway.to(customerId),
      (deliveries) => deliveries.length > 0,
      { every: 50, within: 120_000 },
    ),
  );
  const handle = product.client.workflow.getHandle(customerWorkflowId(customerId));
  const standing = () => handle.query<Standing>(STANDING_QUERY);
  if (customerId.startsWith('later')) {
    await until('the acceptance', standing, ({ touches }) => touches[0]?.state === 'awaiting outcome', { every: 50 });
    await callBack(product, customerId, delivery?.attempt ?? '');
  }
  const ended = async (): Promise<number> => {
    const [row] = await product.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM attempts WHERE customer_id = $1 AND outcome = $2',
      [customerId, 'delivered'],
    );
    return row?.n ?? 0;
  };
  await until('the recorded outcome', ended, (outcomes) => outcomes > 0, { every: 50, within: 60_000 });
  await until('everything recorded', standing, ({ unrecorded }) => unrecorded === 0, { every: 50 });
  // The task that recorded it may still be on its way to the server.
  let length = 0;
  const history = async () => (await handle.fetchHistory()).events ?? [];
  const isQuiet = (events: readonly unknown[]): boolean =>
    events.length === length || ((length = events.length), false);
  const events = await until('the end of the task', history, isQuiet, { every: 500 });
  return events.map(({ eventType }) => String(EventType[eventType ?? 0]).replace('EVENT_TYPE_', ''));
}

async function callBack({ ingestUrl }: Product, customerId: string, attempt: string): Promise<void> {
  const body = JSON.stringify({ customerId, attempt, outcome: 'delivered' });
  const now = new Date();
  const id = `${customerId}-callback`;
  const response = await fetch(`${ingestUrl}/v1/callbacks/push`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign(id, now, body),
    },
  });
  if (!response.ok) throw new Error(`The callback was answered with ${response.status}: ${await response.text()}`);
}
