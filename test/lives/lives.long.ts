import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { life } from './life.arbitrary.ts';
import { wrongs } from './wrongs.ts';

const parts = Array.from({ length: 10 }, (_, nth) => ({ part: nth + 1 }));

/** What lives.spec.ts says of 1,000; in parts, so that one sees it going on. */
describe('in 50,000 made-up lives', () => {
  it.each(parts)(
    'nothing goes out that must not, and every touch has its end: part $part of 10',
    () => {
      fc.assert(
        fc.property(life, (made) => expect(wrongs(made)).toEqual([])),
        { numRuns: 5_000 },
      );
    },
    1_800_000,
  );
});
