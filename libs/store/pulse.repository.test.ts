import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { aLife, noon } from '../../test/store/a-life.ts';
import { openStore, type Store } from './index.ts';

const { describe } = await servers('postgres');

describe('the pulse', () => {
  let store: Store;
  beforeAll(async () => {
    store = openStore({ databaseUrl: (await testDatabase()).url });
  });
  afterAll(() => store.close());

  it('of an empty store is still', async () => {
    const still = { events: 0, customers: 0, openRuns: 0, verdicts: {}, outcomes: {}, newest: [] };
    expect(await store.pulse.read({ news: 5 })).toEqual(still);
  });

  it('counts verdicts and outcomes, and tells the newest contacts and refusals, the newest last', async () => {
    await store.happenings.record('c-1', aLife());
    const pulse = await store.pulse.read({ news: 5 });
    expect(pulse).toMatchObject({ verdicts: { hold: 1, send: 1 }, outcomes: { conversation: 1 } });
    const kyc = { customerId: 'c-1', journey: 'credit', touch: 'kyc-call', channel: 'call' };
    expect(pulse.newest).toMatchObject([
      { ...kyc, at: noon + 30 * 60_000, what: 'hold', because: ['quiet-hours'] },
      { ...kyc, what: 'conversation', because: [] },
    ]);
    expect((await store.pulse.read({ news: 1 })).newest).toMatchObject([{ what: 'conversation' }]);
  });
});
