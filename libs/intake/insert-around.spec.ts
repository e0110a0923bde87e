import { describe, expect, it } from '@jest/globals';
import type { Insertion, NewEvent } from '#store';
import { insertAround } from './insert-around.ts';

const fresh = (id: string): NewEvent => ({
  event: { id, source: 'shop', type: 't', customerId: 'c-1', occurredAt: 0, receivedAt: 0, properties: {} },
  contentHash: id,
  listened: false,
});

const failing = (poison: readonly string[], facts: object) => (events: readonly NewEvent[]) => {
  const found = events.find(({ event }) => poison.includes(event.id));
  if (found !== undefined) return Promise.reject(Object.assign(new Error(`no ${found.event.id}`), facts));
  return Promise.resolve(events.map((): Insertion => 'new'));
};

describe('insertAround', () => {
  const bad = (id: string): unknown => ({ fault: { path: '', message: `no ${id}` } });

  it.each([
    { situation: 'nothing', ids: [], poison: [], answers: [] },
    { situation: 'all good', ids: ['a', 'b'], poison: [], answers: ['new', 'new'] },
    { situation: 'one in the middle', ids: ['a', 'b', 'c'], poison: ['b'], answers: ['new', bad('b'), 'new'] },
    {
      situation: 'several',
      ids: ['a', 'b', 'c', 'd'],
      poison: ['a', 'd'],
      answers: [bad('a'), 'new', 'new', bad('d')],
    },
  ])('text that cannot be stored, $situation: the others are stored', async ({ ids, poison, answers }) => {
    const insert = failing(poison, { code: 'STORE_UNSTORABLE_TEXT', retryable: false });
    expect(await insertAround(insert, ids.map(fresh))).toEqual(answers);
  });

  it.each([
    { situation: 'data that PostgreSQL refuses', facts: { code: 'STORE_FAULT', sqlState: '22008' }, thrown: false },
    { situation: 'a table that is not there', facts: { code: 'STORE_FAULT', sqlState: '42P01' }, thrown: true },
    { situation: 'a store that is away', facts: { code: 'STORE_UNAVAILABLE', retryable: true }, thrown: true },
    { situation: 'an error that nobody knows', facts: {}, thrown: true },
  ])('$situation: thrown on $thrown', async ({ facts, thrown }) => {
    const inserted = insertAround(failing(['a'], facts), [fresh('a'), fresh('b')]);
    if (thrown) await expect(inserted).rejects.toThrow('no a');
    else expect(await inserted).toEqual([bad('a'), 'new']);
  });
});
