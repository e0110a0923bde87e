import { emptyState } from '#journey';
import type { OffsetTable } from '#journey';
import type { CustomerState } from './state.ts';

/** A customer of whom nothing is known yet but an id, and a zone to count days in until a better one is heard. */
export function freshCustomer(customerId: string, zone: OffsetTable): CustomerState {
  return {
    schema: 1,
    customerId,
    journeys: emptyState(customerId, zone),
    contact: { zones: [], consents: [], flags: [], overrides: [] },
    ledger: [],
    touches: [],
    seen: [],
  };
}
