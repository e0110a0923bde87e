import { expect, it } from '@jest/globals';
import type { Json } from '#journey';
import { profilePatchOf } from './profile-patch.ts';

const told = (type: string, properties: { readonly [name: string]: Json }) =>
  profilePatchOf({ id: '1', source: 'crm', type, customerId: 'c', occurredAt: 5, receivedAt: 6, properties });

it('keeps the names of the zones, and of the rest what was told', () => {
  const zones = [
    { zone: 'Asia/Shanghai', from: 'address' },
    { zone: 'Asia/Urumqi', from: 'phone' },
  ];
  expect(told('customer.updated', { zones, phone: null, segments: ['new'] })).toEqual({
    customerId: 'c',
    at: 5,
    zones: ['Asia/Shanghai', 'Asia/Urumqi'],
    phone: null,
    segments: ['new'],
  });
});

it('takes nothing from any other event', () => {
  expect(told('identity.verified', { phone: '+8613800138000' })).toBeNull();
});
