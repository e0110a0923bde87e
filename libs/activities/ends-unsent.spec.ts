import { describe, expect, it } from '@jest/globals';
import { endsUnsent, unknown } from './ends-unsent.ts';

const first = {
  ...({ kind: 'first', isLate: false, hasWaited: false, isCancelled: false, isStopped: false } as const),
  honoursIdempotencyKey: true,
};
const again = { ...first, kind: 'interrupted' } as const;

describe('a dispatch that has begun', () => {
  it.each([
    { how: 'for the first time', start: first },
    { how: 'for the first time, at a provider that forgets keys', start: { ...first, honoursIdempotencyKey: false } },
    { how: 'again, at a provider that honours the key', start: again },
  ])('$how, goes out', ({ start }) => {
    expect(endsUnsent(start)).toBeNull();
  });

  it.each([
    { how: 'late', start: { ...first, isLate: true }, because: 'its verdict was no longer valid' },
    {
      how: 'late, after its turn',
      start: { ...first, isLate: true, hasWaited: true },
      because: 'its verdict ran out while it waited for its turn',
    },
    { how: 'called back', start: { ...first, isCancelled: true }, because: 'cancelled before it went out' },
  ])('for the first time, $how, is not sent', ({ start, because }) => {
    expect(endsUnsent(start)).toEqual({ kind: 'not sent', because });
  });

  it.each([
    { how: 'at a provider that forgets keys', start: { honoursIdempotencyKey: false }, detail: /^interrupted/ },
    { how: 'late', start: { isLate: true }, detail: /^interrupted/ },
    { how: 'after a stop', start: { isStopped: true }, detail: /^stopped/ },
    { how: 'called back', start: { isCancelled: true }, detail: /^called back/ },
  ])('again, $how, is unknown and not sent again', ({ start, detail }) => {
    const { detail: said, ...result } = endsUnsent({ ...again, ...start }) as { readonly detail: string };
    expect({ ...result, detail: null }).toEqual({ ...unknown(''), detail: null });
    expect(said).toMatch(detail);
  });
});
