import { describe, expect, it } from '@jest/globals';
import type { Acceptance } from '#intake';
import { answerTo } from './events.answer.ts';

const key = { source: 'shop', id: 'e-1' };
const faults = [{ path: 'type', message: 'is missing' }];
const of: Record<Acceptance['status'], Acceptance> = {
  accepted: { status: 'accepted', ...key },
  duplicate: { status: 'duplicate', ...key },
  rejected: { status: 'rejected', source: null, id: null, faults },
  conflict: { status: 'conflict', ...key, faults },
};

describe('answerTo', () => {
  it.each([
    { items: ['accepted'], status: 202 },
    { items: ['accepted', 'duplicate'], status: 202 },
    { items: ['duplicate', 'duplicate'], status: 202 },
    { items: ['accepted', 'rejected'], status: 207 },
    { items: ['duplicate', 'conflict'], status: 207 },
    { items: ['rejected', 'rejected'], status: 400 },
    { items: ['rejected', 'conflict'], status: 400 },
    { items: ['conflict', 'conflict'], status: 409 },
  ] as const)('$items: $status', ({ items, status }) => {
    const answer = answerTo(items.map((item) => of[item]));
    expect(answer.status).toBe(status);
    expect(answer.body.items.map((item) => item.status)).toEqual(items);
  });

  it('tells what is wrong with an item', () => {
    expect(answerTo([of.rejected, of.accepted]).body.items).toEqual([
      { id: null, source: null, status: 'rejected', faults },
      { id: 'e-1', source: 'shop', status: 'accepted', faults: [] },
    ]);
  });
});
