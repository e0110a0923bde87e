import type { StoredEvent } from '#events';
import type { ProfilePatch } from '#store';

/**
 * What `customer.updated` says about the customer, personal fields included: this goes to the store and nowhere else. Its
 * schema has been checked at the door, so fields are taken as they are; one that is absent leaves what was known.
 */
export function profilePatchOf(event: StoredEvent): ProfilePatch | null {
  if (event.type !== 'customer.updated') return null;
  const { phone, email, language, zones, segments, addresses } = event.properties as Omit<
    ProfilePatch,
    'customerId' | 'at'
  >;
  return {
    customerId: event.customerId,
    at: event.occurredAt,
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(language === undefined ? {} : { language }),
    ...(zones === undefined ? {} : { zones }),
    ...(segments === undefined ? {} : { segments }),
    ...(addresses === undefined ? {} : { addresses }),
  };
}
