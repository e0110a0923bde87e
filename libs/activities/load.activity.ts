import type { CustomerState } from '#customer';
import { horizonOf } from '#policy';
import type { ActivityHouse } from './activity-house.ts';
import { readClock } from './clock-reading.ts';
import type { Loaded, LoadRequest } from './customer-activities.ts';
import { publishedPart } from './published-part.ts';
import type { ZoneTables } from './zone-tables.ts';
import { SnapshotSchemaError } from './snapshot.error.ts';

/** All that a customer's workflow begins with. */
export async function load(house: ActivityHouse, zones: ZoneTables, request: LoadRequest): Promise<Loaded> {
  const [clock, policy, kept] = await Promise.all([
    readClock(house),
    house.policy(),
    house.store.snapshots.load(request.customerId, request.workflowRunId),
  ]);
  const state = kept === null ? null : stateOf(request.customerId, kept.state);
  const zone = state?.contact.zones[0] ?? house.institutionZone;
  return {
    snapshot: kept === null || state === null ? null : { state, generation: kept.generation },
    zone: zones.of(zone, clock.business),
    clock,
    published: publishedPart(house.published, request.types),
    horizon: horizonOf(policy, Object.values(house.published.definitions), clock.business),
  };
}

function stateOf(customerId: string, kept: unknown): CustomerState {
  const state = kept as CustomerState;
  if (state.schema !== 1) throw new SnapshotSchemaError(customerId, state.schema);
  return state;
}
