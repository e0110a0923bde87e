import { Client, Connection, isGrpcServiceError } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { CustomerEvent } from '#journey';
import { customerWorkflowId, EVENTS_SIGNAL } from '#temporal';

const notFound = 5;

/** What reached the customers' workflows, read from their histories: no worker is needed, nor any workflow of our own. */
export class SignalReader {
  readonly #connection: Connection;
  readonly #client: Client;

  private constructor(connection: Connection, namespace: string) {
    this.#connection = connection;
    this.#client = new Client({ connection, namespace });
  }

  static async connect(address: string, namespace: string): Promise<SignalReader> {
    return new SignalReader(await Connection.connect({ address }), namespace);
  }

  /** One array per signal, in the order of the history; none where no workflow was ever started. */
  async signalsOf(customerId: string): Promise<CustomerEvent[][]> {
    const handle = this.#client.workflow.getHandle(customerWorkflowId(customerId));
    const history = await handle.fetchHistory().catch((error: unknown) => {
      if (isGrpcServiceError(error) && Number(error.code) === notFound) return { events: [] };
      throw error;
    });
    return (history.events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => {
      const payload = signal?.signalName === EVENTS_SIGNAL ? signal.input?.payloads?.[0] : undefined;
      return payload === null || payload === undefined
        ? []
        : [defaultPayloadConverter.fromPayload<CustomerEvent[]>(payload)];
    });
  }

  async idsOf(customerId: string): Promise<string[]> {
    return (await this.signalsOf(customerId)).flat().map(({ id }) => id);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
