import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { resolvePolicy, type Policy } from '#policy';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { openStore, type Store } from './index.ts';

const { describe } = await servers('postgres');

const named = (hash: string): Policy => ({ ...resolvePolicy([{ name: `set of ${hash}`, rules: [] }], () => hash) });

describe('policies that were in force', () => {
  let store: Store;
  beforeAll(async () => {
    const { url } = await testDatabase();
    store = openStore({ databaseUrl: url });
  });
  afterAll(() => store.close());

  it('are none before a worker took one', async () => {
    expect(await store.policies.inForce()).toBeNull();
  });

  it('are all kept, whole; the one in force is the one taken last, also where it had been before', async () => {
    const [old, fresh] = [named('aaa111'), named('aab222')];
    for (const policy of [old, fresh, old]) await store.policies.took(policy);
    expect((await store.policies.inForce())?.policy).toEqual(old);
    expect(await store.policies.getAll(['aab222', 'ffffff'])).toEqual(new Map([['aab222', fresh]]));
    const kept = await store.policies.startingWith('aa');
    expect(kept.map(({ policy }) => policy)).toEqual([old, fresh]);
    expect(kept[0]?.lastAt).toBeGreaterThanOrEqual(kept[1]?.lastAt ?? Infinity);
    expect(await store.policies.startingWith('aaa')).toHaveLength(1);
  });
});
