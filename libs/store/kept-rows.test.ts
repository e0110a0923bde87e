import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { clockRow } from '#clock';
import type { JourneyDefinition } from '#journey';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { migrate, openStore, StoreUnavailable, type NewDeadLetter, type Store } from './index.ts';

const { describe } = await servers('postgres');

describe('dead letters, definitions and the clock', () => {
  let store: Store;
  let url: string;
  beforeAll(async () => {
    ({ url } = await testDatabase());
    store = openStore({ databaseUrl: url });
  });
  afterAll(() => store.close());

  const letter = (offset: string | null, more: Partial<NewDeadLetter> = {}): NewDeadLetter => ({
    door: 'kafka',
    topic: 'events',
    partition: 3,
    offset,
    key: new Uint8Array([99]),
    bytes: new Uint8Array([0, 255, 10, 128]),
    faults: [{ path: 'occurredAt', fault: 'is no date' }],
    receivedAt: 1_000,
    ...more,
  });

  it('a dead letter is kept byte by byte, and once, though its partition is read again', async () => {
    await store.deadLetters.add([letter('9007199254740993'), letter('8')]);
    await store.deadLetters.add([letter('8')]);
    const [first, second, ...rest] = await store.deadLetters.list();
    expect(rest).toEqual([]);
    expect(first).toMatchObject({
      offset: '9007199254740993',
      partition: 3,
      faults: letter('8').faults,
      replayedAt: null,
    });
    expect([...(first?.bytes ?? [])]).toEqual([0, 255, 10, 128]);
    expect(await store.deadLetters.show(second?.id ?? '')).toEqual(second);
  });

  it('letters of the other door are each of their own; replayed ones are no longer open', async () => {
    const before = await store.deadLetters.countOpen();
    const own = { door: 'http', topic: null, partition: null, key: null, bytes: null } as const;
    await store.deadLetters.add([letter(null, own), letter(null, own)]);
    expect(await store.deadLetters.countOpen()).toBe(before + 2);
    const open = await store.deadLetters.list({ open: true });
    await store.deadLetters.markReplayed(
      open.map(({ id }) => id),
      2_000,
    );
    expect(await store.deadLetters.list({ open: true })).toEqual([]);
    expect(await store.deadLetters.list({ after: open.at(-2)?.id ?? '0' })).toHaveLength(1);
  });

  it.each(['', 'x', '99999999999999999999', '424242'])('there is no letter %j', async (id) => {
    expect(await store.deadLetters.show(id)).toBeNull();
  });

  it('a definition is kept as it was, the order of its arms too, and the first of a key holds', async () => {
    const definition: JourneyDefinition = {
      id: 'credit',
      version: 3,
      title: 'Credit',
      owner: 'lending',
      startsOn: 'x',
      experiment: { id: 'tone', arms: { zeta: 50, a: 50 } },
      stages: [],
    };
    const published = { key: 'credit@3#h', journey: 'credit', version: 3, hash: 'h', definition };
    await store.definitions.put([published]);
    await store.definitions.put([{ ...published, definition: { ...definition, title: 'Other' } }]);
    expect(JSON.stringify(await store.definitions.get('credit@3#h'))).toBe(JSON.stringify(definition));
    expect(await store.definitions.get('credit@4#h')).toBeNull();
    expect((await store.definitions.ofJourney('credit')).map(({ key }) => key)).toEqual(['credit@3#h']);
  });

  it('two processes that open the clock at once agree on one, and no change is lost', async () => {
    const opened = await Promise.all([1, 2, 3].map((n) => store.clock.change((row) => row ?? clockRow(n, 60, n))));
    expect(new Set(opened.map(({ epochBusiness }) => epochBusiness)).size).toBe(1);
    const faster = (row: ReturnType<typeof clockRow> | null) => ({
      ...clockRow(0, 0, 0),
      ...row,
      speed: (row?.speed ?? 0) + 1,
    });
    await Promise.all(Array.from({ length: 5 }, () => store.clock.change(faster)));
    expect((await store.clock.read())?.speed).toBe(65);
  });

  it('migrating again, twice at once, changes nothing', async () => {
    await Promise.all([migrate(url), migrate(url)]);
    await store.ping();
  });

  it('a server that is not there is an error to try again', async () => {
    const nowhere = openStore({ databaseUrl: 'postgresql://a:b@127.0.0.1:9/none' });
    await expect(nowhere.ping()).rejects.toThrow(StoreUnavailable);
    await expect(nowhere.clock.read()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
    await expect(migrate('postgresql://a:b@127.0.0.1:9/none')).rejects.toThrow(StoreUnavailable);
    await nowhere.close();
  });
});
