import type { Instant } from './instant.ts';
import type { Json } from './json.ts';

/** A fact from upstream as the core sees it: parsed, without personal fields, its times in milliseconds. */
export interface CustomerEvent {
  /** Unique together with `source`. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customerId: string;
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
  readonly properties: { readonly [name: string]: Json };
  /** Moves state, never sends. */
  readonly historical?: true;
}
