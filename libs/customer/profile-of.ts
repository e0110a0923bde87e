import type { OffsetTable } from '#journey';
import { candidateZones } from '#policy';
import type { Profile } from '#policy';
import type { CustomerState } from './state.ts';

/**
 * What the policy is told of the customer: alike in all hosts, who give the tables of the zones. `customerZones` are those
 * between which all of the institution's customers live: the last rung of the ladder.
 *
 * Decision: what stands for the tenant's strictest? Options: (a) the institution's own zone, (b) a list of its own, (c)
 * nothing. (a) is one zone, has a default, and would let New York's evening pass in Los Angeles or, never set, anything in
 * UTC; (c) leaves customers without a zone out of every rule of hours for good. So (b), empty unless somebody has said it.
 */
export function profileOf(
  { customerId, contact }: Pick<CustomerState, 'customerId' | 'contact'>,
  customerZones: readonly string[],
  tableOf: (zone: string) => OffsetTable,
): Profile {
  const zones = candidateZones({ explicit: contact.zones, strictest: customerZones });
  return { customerId, ...contact, zones: zones.map(tableOf) };
}
