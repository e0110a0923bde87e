import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bindChannels } from '#channels';
import { wallClock } from '#clock';
import { freshCustomer } from '#customer';
import { resolvePolicy, type TouchRequest } from '#policy';
import { openStore, type Store } from '#store';
import { servers, testDatabase } from '../../test/harness/index.ts';
import type { ActivityHouse } from './activity-house.ts';
import { decide } from './decide.activity.ts';
import { ZoneTables } from './zone-tables.ts';

const { describe } = await servers('postgres');

const everything = { level: 'everything', target: '*' } as const;

describe('a verdict while a stop is lifted', () => {
  let store: Store;
  beforeAll(async () => {
    store = openStore({ databaseUrl: (await testDatabase()).url });
  });
  afterAll(() => store.close());

  const unasked = () => {
    throw new Error('Nobody asks for this here.');
  };
  const houseOf = (happenings: ActivityHouse['store']['happenings']): ActivityHouse => ({
    store: { ...store, happenings },
    clock: wallClock(),
    isWallClock: true,
    published: { startsOn: {}, definitions: {}, guards: {} },
    policy: () => resolvePolicy([{ name: 'open', rules: [] }], () => 'hash'),
    channels: bindChannels({}, { seed: 'test', environment: 'test', publicUrl: 'http://127.0.0.1' }),
    paces: { of: () => null, isAny: false },
    texts: { wordingOf: unasked },
    activities: {},
    institutionZone: 'UTC',
    customerZones: ['UTC'],
    language: 'en',
    meter: { verdict() {}, touch() {}, dispatch() {}, stallLate() {}, channelTook() {} },
  });

  const asked = (customerId: string, happenings: ActivityHouse['store']['happenings'], at = Date.now()) => {
    const { contact, ledger } = freshCustomer(customerId, new ZoneTables().of('UTC', 0));
    const request: TouchRequest = {
      ...{ id: 't', purpose: 'service', channels: ['push'], plannedAt: at, usefulUntil: at + 3_600_000, score: 0 },
      ...{ journey: null, stage: null, debt: null, topic: null, class: 'service' },
    };
    return decide(houseOf(happenings), new ZoneTables(), {
      ...{ customerId, at, atMost: at + 60_000, ask: { requests: [request] }, expected: [], numbers: { t: 1 } },
      ...{ contact, ledger, happened: [] },
    });
  };
  const written = async (customerId: string) =>
    (await store.touches.verdictsOf(customerId, 't')).map(({ number, kind }) => ({ number, kind }));

  it('holds while the stop is in force', async () => {
    await store.stops.stop(everything, 0);
    expect(await asked('c-held', store.happenings)).toMatchObject({ verdicts: [{ kind: 'hold' }] });
    expect(await written('c-held')).toEqual([{ number: 1, kind: 'hold' }]);
  });

  it('says nothing of an instant that is long past: what is due by now is for the workflow to find out', async () => {
    expect(await asked('c-late', store.happenings, Date.now() - 3_600_000)).toMatchObject({ verdicts: null });
    expect(await written('c-late')).toEqual([]);
  });

  it('asks anew where it was lifted before the hold was written, so that whoever is woken by then is not missed', async () => {
    await store.stops.stop(everything, 0);
    const lifting = Object.assign(Object.create(store.happenings) as Store['happenings'], {
      record: async (...written: Parameters<Store['happenings']['record']>) => {
        await store.stops.resume(everything, 1);
        await store.happenings.record(...written);
      },
    });
    expect(await asked('c-raced', lifting)).toMatchObject({ verdicts: [{ kind: 'send' }] });
    expect(await written('c-raced')).toEqual([{ number: 1, kind: 'send' }]);
  });
});
