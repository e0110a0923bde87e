/** One record of a topic as it lies there, byte by byte. */
export interface BusRecord {
  readonly topic: string;
  readonly partition: number;
  /** A 64-bit number as the broker spells it. */
  readonly offset: string;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
}

export interface OutgoingRecord {
  readonly key: Uint8Array | string | null;
  readonly value: Uint8Array | string;
  readonly headers?: { readonly [name: string]: string };
}
