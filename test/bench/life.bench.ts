import { WorkflowNotFoundError } from '@temporalio/client';
import { customerWorkflowId } from '#temporal';
import { pushTo, type BenchRun } from './bench-run.ts';
import { median, type Figure } from './figure.ts';
import { Gateway } from './gateway.ts';
import { Product } from './product.ts';
import { say, until } from './progress.ts';
import { storyClock } from './story-clock.ts';
import type { WireEvent } from './wire-event.ts';
import { wholeLife } from './whole-life.ts';

const HOUR = 3_600_000;
const customers = 4;

interface Life {
  readonly historyEvents: number;
  readonly stateTransitions: number;
  readonly workflowRuns: number;
}

/** (h) What a customer costs Temporal who lives through all five journeys of the catalogue, nudged wherever they stall. */
export async function benchLife({ servers, quick, policy }: BenchRun): Promise<readonly Figure[]> {
  const speed = quick ? 30_000 : 15_000;
  const gateway = await Gateway.open();
  const place = await servers.place('life');
  const product = await Product.start(place, { speed, policy, channels: pushTo(gateway.url) });
  const clock = await storyClock(place.databaseUrl, speed);
  try {
    const ids = Array.from({ length: customers }, (_, nth) => `life-${nth}`);
    const begins = (await clock.now()) + HOUR;
    let day = 0;
    let sent = 0;
    for (const { hour, ...told } of wholeLife(begins)) {
      await product.whileAlive(clock.reaches(begins + hour * HOUR));
      if (hour / 24 >= day + 5) say(`  day ${(day = Math.floor(hour / 24))} of the customers' life`);
      sent += 1;
      const occurredAt = new Date(begins + hour * HOUR).toISOString();
      const events = ids.map((customerId): WireEvent => {
        return { id: `${customerId}-${sent}`, source: 'bench', customerId, occurredAt, ...told };
      });
      await product.produce(events);
    }
    await product.whileAlive(
      until(
        'the end of these lives',
        async () => (await Promise.all(ids.map((id) => statusOf(product, id)))).join(),
        (statuses) => statuses.split(',').every((status) => status === 'COMPLETED'),
        { every: 200, within: 120_000 },
      ),
    );
    const lives = await Promise.all(ids.map((id) => livedBy(product, id)));
    return figuresOf(lives, { sent, messages: gateway.deliveries.length / customers, speed });
  } finally {
    await product.stop();
    await clock.close();
    await gateway.close();
  }
}

function figuresOf(
  lives: readonly Life[],
  facts: { readonly sent: number; readonly messages: number; readonly speed: number },
): readonly Figure[] {
  const of = (read: (life: Life) => number) => median(lives.map(read));
  const detail = { lives, eventsSent: facts.sent, messagesPerCustomer: facts.messages, speed: facts.speed };
  const what = `a whole life (${facts.sent} events, ${facts.messages} messages)`;
  return [
    { of: 'h', what: `history events of ${what}`, value: of((life) => life.historyEvents), unit: 'events', detail },
    { of: 'h', what: 'state transitions of it', value: of((life) => life.stateTransitions), unit: 'transitions' },
    { of: 'h', what: 'workflow runs of it', value: of((life) => life.workflowRuns), unit: 'runs' },
  ];
}

async function statusOf({ client }: Product, customerId: string): Promise<string> {
  try {
    return (await client.workflow.getHandle(customerWorkflowId(customerId)).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'NOT_FOUND';
    throw error;
  }
}

/** All runs of the customer's workflow: it completes whenever nothing is due, and continues as new when it grows long. */
async function livedBy({ client }: Product, customerId: string): Promise<Life> {
  const workflowId = customerWorkflowId(customerId);
  const life = { historyEvents: 0, stateTransitions: 0, workflowRuns: 0 };
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
    const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
    life.historyEvents += Number(raw.workflowExecutionInfo?.historyLength ?? 0);
    life.stateTransitions += Number(raw.workflowExecutionInfo?.stateTransitionCount ?? 0);
    life.workflowRuns += 1;
  }
  return life;
}
