/** One record of a topic as it lies there: nothing is decoded but the key. */
export interface BusRecord {
  readonly topic: string;
  readonly partition: number;
  /** A 64-bit number as the broker spells it. */
  readonly offset: string;
  readonly key: string | null;
  readonly value: Uint8Array | null;
}

export interface OutgoingRecord {
  readonly key: string | null;
  readonly value: Uint8Array | string;
  readonly headers?: { readonly [name: string]: string };
}
