import type { Instant, Json } from '#journey';

/** An event that has passed the door: whole, with its personal fields, as the store keeps it. */
export interface StoredEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customerId: string;
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
  readonly properties: { readonly [name: string]: Json };
  readonly historical?: true;
}

/** One thing that is wrong with an input. `path` is empty for the whole, else as in `properties.amount`. */
export interface Fault {
  readonly path: string;
  /** A sentence that says what is wrong and what to send instead. */
  readonly message: string;
}

export type Parsed =
  { readonly ok: true; readonly event: StoredEvent } | { readonly ok: false; readonly faults: readonly Fault[] };

export interface Door {
  /** Business time of the arrival. */
  readonly receivedAt: Instant;
  /** How far ahead of `receivedAt` an event may have occurred, for clocks that run ahead. Default 1 hour. */
  readonly maxAheadMs?: number;
}
