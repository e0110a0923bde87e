import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { BusinessClock } from '#clock';
import type { CustomerEvent } from '#journey';
import {
  CLOCK_CHANGED_SIGNAL,
  customerWorkflowId,
  CUSTOMER_WORKFLOW,
  EVENTS_SIGNAL,
  LOOK_AGAIN_SIGNAL,
  STANDING_QUERY,
  type LookAgain,
  type Standing,
} from '#temporal';
import { eventually } from './patience.ts';

type Properties = CustomerEvent['properties'];

/** The doors of the customer workflow, as the rest of the product uses them, and what Temporal tells of it. */
export class CustomerDoor {
  #sent = 0;

  constructor(
    private readonly client: Client,
    private readonly clock: BusinessClock,
    private readonly taskQueue: string,
  ) {}

  event(customerId: string, type: string, properties: Properties = {}): CustomerEvent {
    const at = this.clock.now();
    const id = `e-${(this.#sent += 1)}`;
    return { id, source: 'test', type, customerId, occurredAt: at, receivedAt: at, properties };
  }

  async send(customerId: string, ...events: CustomerEvent[]): Promise<void> {
    await this.client.workflow.signalWithStart(CUSTOMER_WORKFLOW, {
      workflowId: customerWorkflowId(customerId),
      taskQueue: this.taskQueue,
      args: [{ customerId }],
      signal: EVENTS_SIGNAL,
      signalArgs: [events],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
  }

  /** The server says "workflow is closing" with RESOURCE_EXHAUSTED, which is no overload: the same signal again. */
  async sendPatiently(customerId: string, ...events: CustomerEvent[]): Promise<void> {
    await eventually(
      () =>
        this.send(customerId, ...events).then(
          () => true,
          () => false,
        ),
      (sent) => sent,
      { what: 'a signal to be taken' },
    );
  }

  /** Visits now, by a clock that is fresh. */
  visits(customerId: string, orderId = 'o-1'): Promise<void> {
    return this.hears(customerId, 'page.visited', { orderId });
  }

  async hears(customerId: string, type: string, properties: Properties = {}): Promise<void> {
    await this.clock.refresh();
    await this.send(customerId, this.event(customerId, type, properties));
  }

  async looksAgain(customerId: string, look: LookAgain): Promise<void> {
    await this.#handle(customerId).signal(LOOK_AGAIN_SIGNAL, look);
  }

  async hearsOfTheClock(customerId: string): Promise<void> {
    await this.#handle(customerId).signal(CLOCK_CHANGED_SIGNAL);
  }

  standing(customerId: string): Promise<Standing> {
    return this.#handle(customerId).query<Standing>(STANDING_QUERY);
  }

  async isOver(customerId: string): Promise<void> {
    await eventually(
      async () => (await this.#handle(customerId).describe()).status.name,
      (status) => status === 'COMPLETED',
      { what: `the end of ${customerId}`, within: 120_000 },
    );
  }

  async history(customerId: string) {
    return (await this.#handle(customerId).fetchHistory()).events ?? [];
  }

  async isRunning(customerId: string): Promise<boolean> {
    try {
      return (await this.#handle(customerId).describe()).status.name === 'RUNNING';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  /** All runs of one customer's workflow that have ended: how, and after how many events of history. */
  async endedRuns(customerId: string): Promise<{ readonly how: string; readonly events: number }[]> {
    const runs: { how: string; events: number }[] = [];
    for await (const run of this.client.workflow.list({ query: `WorkflowId = "${customerWorkflowId(customerId)}"` })) {
      if (run.status.name !== 'RUNNING') runs.push({ how: run.status.name, events: run.historyLength ?? 0 });
    }
    return runs;
  }

  #handle(customerId: string) {
    return this.client.workflow.getHandle(customerWorkflowId(customerId));
  }
}
