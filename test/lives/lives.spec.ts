import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { life } from './life.arbitrary.ts';
import { wrongs } from './wrongs.ts';

it('in 1,000 made-up lives nothing goes out after an exit, a goal, a withdrawal or in a stop, and every touch has its end', () => {
  fc.assert(
    fc.property(life, (made) => expect(wrongs(made)).toEqual([])),
    { numRuns: 1_000 },
  );
});
