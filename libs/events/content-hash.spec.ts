import { describe, expect, it } from '@jest/globals';
import { contentHash, type StoredEvent } from './index.ts';

const event: StoredEvent = {
  ...{ id: 'e-1', source: 'core', type: 'x', customerId: 'c-1', occurredAt: 1, receivedAt: 2 },
  properties: { a: 1, b: { c: [1, 2], d: 'x' } },
};

describe('the same event', () => {
  it.each<[string, StoredEvent, boolean]>([
    ['arrived later', { ...event, receivedAt: 99 }, true],
    ['its keys in another order', { ...event, properties: { b: { d: 'x', c: [1, 2] }, a: 1 } }, true],
    ['another value', { ...event, properties: { a: 2, b: { c: [1, 2], d: 'x' } } }, false],
    ['a list in another order', { ...event, properties: { a: 1, b: { c: [2, 1], d: 'x' } } }, false],
    ['text for a number', { ...event, properties: { a: '1', b: { c: [1, 2], d: 'x' } } }, false],
    ['another time', { ...event, occurredAt: 2 }, false],
    ['another customer', { ...event, customerId: 'c-2' }, false],
    ['now historical', { ...event, historical: true }, false],
  ])('%s: same hash %#', (_, other, same) => {
    expect(contentHash(other) === contentHash(event)).toBe(same);
  });
});
