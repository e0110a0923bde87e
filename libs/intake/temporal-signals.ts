import { isGrpcServiceError, ServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { CUSTOMER_WORKFLOW, customerWorkflowId, EVENTS_SIGNAL, LOOK_AGAIN_SIGNAL } from '#temporal';
import type { CustomerStart, LookAgain } from '#temporal';
import type { CustomerEvent } from '#journey';
import { SignalRefused, SignalUnavailable } from './signal.error.ts';
import type { Signals, Wakened } from './signals.ts';

const invalidArgument = 3;

/** So long one signal may take, the connection's own retries included: those end after 10 s by themselves. */
const patienceMs = 10_000;

/**
 * Signals the customer's workflow and starts it where none runs. "Workflow is closing" (RESOURCE_EXHAUSTED), an overload and
 * a lost connection are retried by the connection itself, under one request id; what remains is `SignalUnavailable`.
 */
export class TemporalSignals implements Signals, Wakened {
  readonly #client: Client;
  readonly #connection: NativeConnection;
  readonly #taskQueue: string;

  constructor(client: Client, connection: NativeConnection, taskQueue: string) {
    this.#client = client;
    this.#connection = connection;
    this.#taskQueue = taskQueue;
  }

  async send(customerId: string, events: readonly CustomerEvent[]): Promise<void> {
    const start: CustomerStart = { customerId };
    try {
      await this.#connection.withDeadline(Date.now() + patienceMs, () =>
        this.#client.workflow.signalWithStart(CUSTOMER_WORKFLOW, {
          workflowId: customerWorkflowId(customerId),
          taskQueue: this.#taskQueue,
          args: [start],
          signal: EVENTS_SIGNAL,
          signalArgs: [events],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      );
    } catch (error) {
      throw isRefusal(error) ? new SignalRefused(customerId, error) : new SignalUnavailable(error);
    }
  }

  async lookAgain(customerId: string, look: LookAgain): Promise<void> {
    try {
      await this.#connection.withDeadline(Date.now() + patienceMs, () =>
        this.#client.workflow.getHandle(customerWorkflowId(customerId)).signal(LOOK_AGAIN_SIGNAL, look),
      );
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw new SignalUnavailable(error);
    }
  }
}

/** A workflow that has taken its most signals is no refusal: it continues as new as soon as a worker is there. */
function isRefusal(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && Number(cause.code) === invalidArgument && !/signal/i.test(cause.details);
}
