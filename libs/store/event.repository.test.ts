import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { CustomerEvent } from '#journey';
import { servers, testDatabase } from '../../test/harness/index.ts';
import { contentHashOf, openStore, UnstorableText, type NewEvent, type Store } from './index.ts';

const { describe } = await servers('postgres');

const noon = Date.UTC(2026, 0, 1, 12);

function anEvent(id: string, more: Partial<CustomerEvent> = {}): CustomerEvent {
  return {
    id,
    source: 'core',
    type: 'order.placed',
    customerId: 'c-1',
    occurredAt: noon,
    receivedAt: noon + 5,
    properties: { orderId: 'o-1', amount: 12.5 },
    ...more,
  };
}

function fresh(id: string, more: Partial<CustomerEvent> = {}, listened = true): NewEvent {
  const event = anEvent(id, more);
  return { event, contentHash: contentHashOf(event), listened };
}

describe('events, stored once by source and id', () => {
  let store: Store;
  beforeAll(async () => {
    store = openStore({ databaseUrl: (await testDatabase()).url });
  });
  afterAll(() => store.close());

  it('answers each event of a batch in the order given', async () => {
    expect(await store.events.insert([fresh('a'), fresh('b'), fresh('a'), fresh('a', { type: 'other' })])).toEqual([
      'new',
      'new',
      'again',
      'conflict',
    ]);
  });

  it('tells what was stored and not signalled from what is done', async () => {
    await store.events.insert([fresh('m'), fresh('n')]);
    await store.events.markSignalled([{ source: 'core', id: 'm' }], noon);
    expect(await store.events.insert([fresh('m'), fresh('n')])).toEqual(['again', 'again unsignalled']);
  });

  it.each([
    { what: 'other properties', more: { properties: { orderId: 'o-2' } } },
    { what: 'another type', more: { type: 'order.cancelled' } },
    { what: 'another customer', more: { customerId: 'c-2' } },
    { what: 'another instant', more: { occurredAt: noon + 1 } },
    { what: 'a history that it did not have', more: { historical: true as const } },
  ])('the same key with $what is a conflict', async ({ what, more }) => {
    await store.events.insert([fresh(what)]);
    expect(await store.events.insert([fresh(what, more)])).toEqual(['conflict']);
  });

  it.each([
    { what: 'received later', more: { receivedAt: noon + 60_000 } },
    { what: 'its keys in another order', more: { properties: { amount: 12.5, orderId: 'o-1' } } },
  ])('the same event, $what, is no conflict', async ({ what, more }) => {
    await store.events.insert([fresh(what)]);
    expect(await store.events.insert([fresh(what, more)])).toEqual(['again unsignalled']);
  });

  it('the same id of another source is another event', async () => {
    expect(await store.events.insert([fresh('s'), fresh('s', { source: 'app' })])).toEqual(['new', 'new']);
  });

  it('what nobody listens to is never waiting for its signal', async () => {
    await store.events.insert([fresh('quiet', {}, false)]);
    expect(await store.events.insert([fresh('quiet', {}, false)])).toEqual(['again']);
    expect((await store.events.unsignalled(noon + 100_000, 1_000)).map(({ id }) => id)).not.toContain('quiet');
  });

  it('two processes that insert the same events at once both learn the truth', async () => {
    const batch = Array.from({ length: 200 }, (_, index) => fresh(`race-${index}`));
    const answers = await Promise.all([
      store.events.insert(batch),
      store.events.insert([...batch].reverse()),
      store.events.insert(batch),
    ]);
    const all = answers.flat();
    expect(all.filter((answer) => answer === 'new')).toHaveLength(200);
    expect(all.filter((answer) => answer === 'again unsignalled')).toHaveLength(400);
  });

  it('gives back what came in, to the millisecond', async () => {
    const event = anEvent('whole', {
      customerId: 'c-whole',
      occurredAt: 1_700_000_000_123,
      historical: true,
      properties: { text: '退订 "quoted" \\u0000 literal 😀', nested: { list: [1, null, true] } },
    });
    await store.events.insert([{ event, contentHash: contentHashOf(event), listened: true }]);
    expect(await store.events.ofCustomer('c-whole')).toEqual([{ ...event, signalledAt: null }]);
    expect(await store.events.unsignalled(noon + 100_000, 1_000)).toContainEqual(event);
  });

  it.each([
    { what: 'U+0000', text: 'a\0b' },
    { what: 'half of a surrogate pair', text: 'a\ud83d' },
  ])('text with $what is refused with the event named', async ({ what, text }) => {
    const asked = store.events.insert([fresh('good'), fresh(what, { properties: { text } })]);
    await expect(asked).rejects.toThrow(UnstorableText);
    await expect(asked).rejects.toMatchObject({ id: what, retryable: false });
  });

  it('the retention takes bodies and leaves keys, and nothing that is still to be signalled', async () => {
    const old = { customerId: 'c-old', receivedAt: noon - 1_000_000 };
    await store.events.insert([
      fresh('old-done', old),
      fresh('old-open', old),
      fresh('young', { customerId: 'c-old' }),
    ]);
    await store.events.markSignalled([{ source: 'core', id: 'old-done' }], noon);
    expect(await store.events.prune(noon - 500_000)).toBe(1);
    const left = await store.events.ofCustomer('c-old');
    expect(left.filter(({ properties }) => properties === null).map(({ id }) => id)).toEqual(['old-done']);
    expect(await store.events.insert([fresh('old-done', old)])).toEqual(['again']);
    expect(await store.events.insert([fresh('old-done', { ...old, type: 'other' })])).toEqual(['conflict']);
  });

  it('a profile comes in with its event, or not at all', async () => {
    const born = {
      ...fresh('p-1', { customerId: 'c-p' }),
      profile: { customerId: 'c-p', at: noon, phone: '+8613800000000' },
    };
    const repeat = {
      ...fresh('p-1', { customerId: 'c-p', type: 'x' }),
      profile: { customerId: 'c-p', at: noon + 1, phone: 'no' },
    };
    expect(await store.events.insert([born])).toEqual(['new']);
    expect(await store.events.insert([repeat])).toEqual(['conflict']);
    expect(await store.customers.contactAddress('c-p', 'sms')).toEqual({ address: '+8613800000000', language: null });
  });
});
