import { toCustomerEvent, withoutPersonal } from '#events';
import type { StoredEvent } from '#events';
import { recogniseAnswer } from '#policy';
import type { CustomerEvent } from '#journey';

/** As the events table keeps it. */
export function forStore(event: StoredEvent): StoredEvent {
  return withoutPersonal(event, recogniseAnswer);
}

/** As a workflow may see it; an event that comes from the table reads the same as one that comes from a door. */
export function forWorkflow(event: StoredEvent): CustomerEvent {
  return toCustomerEvent(event, recogniseAnswer);
}
