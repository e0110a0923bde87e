import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { openStore, type ProfilePatch, type Store } from './index.ts';

const { describe } = await servers('postgres');

describe('customers, the only place of personal fields', () => {
  let store: Store;
  beforeAll(async () => {
    store = openStore({ databaseUrl: (await testDatabase()).url });
  });
  afterAll(() => store.close());

  type Patch = Omit<ProfilePatch, 'customerId'>;
  const told = async (customerId: string, batches: readonly (readonly Patch[])[]) => {
    for (const batch of batches) await store.customers.upsertProfiles(batch.map((patch) => ({ customerId, ...patch })));
    return store.customers.profile(customerId);
  };

  it.each<{ how: string; batches: readonly (readonly Patch[])[] }>([
    { how: 'in order', batches: [[{ at: 1, phone: 'old', language: 'zh' }], [{ at: 2, phone: 'new' }]] },
    { how: 'the newer first', batches: [[{ at: 2, phone: 'new' }], [{ at: 1, phone: 'old', language: 'zh' }]] },
    {
      how: 'in one batch',
      batches: [
        [
          { at: 2, phone: 'new' },
          { at: 1, phone: 'old', language: 'zh' },
        ],
      ],
    },
  ])('per field the latest word holds: $how', async ({ how, batches }) => {
    expect(await told(how, batches)).toEqual({
      customerId: how,
      phone: 'new',
      email: null,
      language: 'zh',
      zones: [],
      segments: [],
      addresses: {},
    });
  });

  it('addresses are merged per channel', async () => {
    const profile = await told('merged', [
      [{ at: 5, addresses: { push: 'token-5' } }],
      [{ at: 6, addresses: { wechat: 'open-id' } }],
      [{ at: 4, addresses: { push: 'token-4' } }],
    ]);
    expect(profile?.addresses).toEqual({ push: 'token-5', wechat: 'open-id' });
  });

  it.each([
    { channel: 'call', address: '+86' },
    { channel: 'sms', address: '+86' },
    { channel: 'email', address: 'a@b.example' },
    { channel: 'push', address: 'token' },
    { channel: 'in-app', address: null },
  ])('$channel goes to $address', async ({ channel, address }) => {
    await told('reach', [
      [{ at: 1, phone: '+86', email: 'a@b.example', language: 'en', addresses: { push: 'token' } }],
    ]);
    expect(await store.customers.contactAddress('reach', channel)).toEqual({ address, language: 'en' });
  });

  it('nobody knows where to reach who is not known', async () => {
    expect(await store.customers.contactAddress('nobody', 'sms')).toEqual({ address: null, language: null });
  });

  it('what was erased stays erased when an older event comes again', async () => {
    await told('gone', [[{ at: 1, phone: '+86', zones: ['Asia/Shanghai'], addresses: { push: 'token' } }]]);
    await store.customers.erase('gone', 10);
    const profile = await told('gone', [[{ at: 1, phone: '+86', addresses: { push: 'token' } }]]);
    expect(profile).toMatchObject({ phone: null, zones: ['Asia/Shanghai'], addresses: { push: null } });
  });
});
