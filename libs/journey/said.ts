import type { CustomerEvent } from './event.ts';
import type { EarlyEvent } from './state.ts';

/** What an event says to a run, now or when the run begins after it. */
export type Said = EarlyEvent;

export function saidBy({ type, occurredAt, properties, historical }: CustomerEvent): Said {
  return historical === true ? { type, at: occurredAt, properties, historical } : { type, at: occurredAt, properties };
}
