import { describe, expect, it } from '@jest/globals';
import type { CustomerEvent } from '#journey';
import { byCustomer, inOrder, takeSlice } from './slices.ts';

const event = (id: string, occurredAt = 0, text = ''): CustomerEvent => ({
  id,
  source: 'shop',
  type: 'order.placed',
  customerId: `c-${id[0]}`,
  occurredAt,
  receivedAt: 0,
  properties: { text },
});

describe('takeSlice', () => {
  const roomy = { events: 100, bytes: 1_000_000 };

  it.each([
    { situation: 'all fit', sizes: [10, 10, 10], limit: roomy, taken: 3 },
    { situation: 'more events than a signal may carry', sizes: [1, 1, 1], limit: { ...roomy, events: 2 }, taken: 2 },
    {
      situation: 'more bytes than a signal may carry',
      sizes: [500, 500, 500],
      limit: { ...roomy, bytes: 1_400 },
      taken: 2,
    },
    {
      situation: 'one event above the limit goes alone',
      sizes: [5_000, 10],
      limit: { ...roomy, bytes: 1_000 },
      taken: 1,
    },
    { situation: 'nothing', sizes: [], limit: roomy, taken: 0 },
  ])('$situation: $taken', ({ sizes, limit, taken }) => {
    const events = sizes.map((size, nth) => event(`e${nth}`, 0, 'x'.repeat(size)));
    expect(takeSlice(events, limit)).toEqual(events.slice(0, taken));
  });
});

describe('inOrder', () => {
  it('sorts by when it occurred, and keeps those of one instant as they came', () => {
    const events = [event('a', 3), event('b', 1), event('c', 1), event('d', 2)];
    expect(inOrder(events).map(({ id }) => id)).toEqual(['b', 'c', 'd', 'a']);
  });
});

describe('byCustomer', () => {
  it('keeps each customer’s events in their order', () => {
    const groups = byCustomer([event('x1'), event('y1'), event('x2')]);
    expect([...groups].map(([customer, events]) => [customer, events.map(({ id }) => id)])).toEqual([
      ['c-x', ['x1', 'x2']],
      ['c-y', ['y1']],
    ]);
  });
});
