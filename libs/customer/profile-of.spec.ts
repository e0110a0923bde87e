import { expect, it } from '@jest/globals';
import { UTC } from './customer.builder.ts';
import { freshCustomer } from './fresh-customer.ts';
import { profileOf } from './profile-of.ts';

it.each([
  { known: ['Asia/Tokyo'], tenant: ['Europe/Lisbon', 'Europe/Berlin'], asked: ['Asia/Tokyo'] },
  { known: [], tenant: ['Europe/Lisbon', 'Europe/Berlin'], asked: ['Europe/Lisbon', 'Europe/Berlin'] },
  { known: [], tenant: [], asked: [] },
])('of a customer in $known, of an institution whose customers live in $tenant, $asked is asked', (row) => {
  const fresh = freshCustomer('c-1', UTC);
  const state = { ...fresh, contact: { ...fresh.contact, zones: row.known } };
  const profile = profileOf(state, row.tenant, (zone) => ({ zone, changes: [[0, 0]] }));
  expect(profile.zones.map(({ zone }) => zone)).toEqual(row.asked);
  expect(profile.customerId).toBe('c-1');
});
