import type { OffsetTable } from './offset-table.ts';
import type { JourneyState } from './state.ts';

/** A customer of whom nothing has been heard yet. */
export function emptyState(customerId: string, zone: OffsetTable): JourneyState {
  return { customerId, zone, definitions: {}, runs: [], ended: [], facts: {}, early: [] };
}
