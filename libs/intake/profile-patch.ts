import type { StoredEvent } from '#events';
import type { ProfilePatch } from '#store';

/** As the schema has it: each zone with the rung that it comes from, of which the workflow keeps account. */
type Updated = Omit<ProfilePatch, 'customerId' | 'at' | 'zones'> & {
  readonly zones?: readonly { readonly zone: string }[];
};

/**
 * What `customer.updated` says about the customer, personal fields included: this goes to the store and nowhere else. Its
 * schema has been checked at the door, so fields are taken as they are; one that is absent leaves what was known.
 */
export function profilePatchOf(event: StoredEvent): ProfilePatch | null {
  if (event.type !== 'customer.updated') return null;
  const { phone, email, language, zones, segments, addresses } = event.properties as Updated;
  return {
    customerId: event.customerId,
    at: event.occurredAt,
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(language === undefined ? {} : { language }),
    ...(zones === undefined ? {} : { zones: zones.map(({ zone }) => zone) }),
    ...(segments === undefined ? {} : { segments }),
    ...(addresses === undefined ? {} : { addresses }),
  };
}
