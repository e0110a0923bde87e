import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { payloadCodecs } from '#temporal';
import type { LookAgain, SealingKey } from '#temporal';
import type { CustomerEvent } from '#journey';
import { SignalUnavailable } from './signal.error.ts';
import type { Signals, Wakened } from './signals.ts';
import { TemporalSignals } from './temporal-signals.ts';

export interface TemporalAddress {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly tls: boolean;
  readonly apiKey: string | null;
  readonly payloadKeys: readonly SealingKey[];
}

interface Opened {
  readonly connection: NativeConnection;
  readonly signals: TemporalSignals;
}

/**
 * The connection to Temporal, made at the first signal, so that a process starts while the server is down; once made it
 * mends itself. Not compressed: signals are small, and the core carries about twice as many a second without gzip.
 */
export class TemporalDoor implements Signals, Wakened {
  readonly #to: TemporalAddress;
  #opened: Promise<Opened> | null = null;

  constructor(to: TemporalAddress) {
    this.#to = to;
  }

  async send(customerId: string, events: readonly CustomerEvent[]): Promise<void> {
    const { signals } = await this.#open();
    await signals.send(customerId, events);
  }

  async lookAgain(customerId: string, look: LookAgain): Promise<void> {
    const { signals } = await this.#open();
    await signals.lookAgain(customerId, look);
  }

  /** Thrown when: `SignalUnavailable` the server does not answer, or does not know the namespace. */
  async check(): Promise<void> {
    const { connection } = await this.#open();
    try {
      await connection.withDeadline(Date.now() + 2_000, () =>
        connection.workflowService.describeNamespace({ namespace: this.#to.namespace }),
      );
    } catch (error) {
      throw new SignalUnavailable(error);
    }
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => null);
    this.#opened = null;
    await opened?.connection.close();
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#connect().catch((error: unknown) => {
      this.#opened = null;
      throw new SignalUnavailable(error);
    });
    return this.#opened;
  }

  async #connect(): Promise<Opened> {
    const { address, namespace, taskQueue, tls, apiKey, payloadKeys } = this.#to;
    const connection = await NativeConnection.connect({
      address,
      grpcCompression: { codec: 'none' },
      ...(tls ? { tls: true } : {}),
      ...(apiKey === null ? {} : { apiKey }),
    });
    const client = new Client({
      connection,
      namespace,
      dataConverter: { payloadCodecs: payloadCodecs(payloadKeys) },
    });
    return { connection, signals: new TemporalSignals(client, connection, taskQueue) };
  }
}
