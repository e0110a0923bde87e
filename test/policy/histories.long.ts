import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findings } from './findings.ts';
import { history } from './history.arbitrary.ts';

const parts = Array.from({ length: 20 }, (_, nth) => ({ part: nth + 1 }));

/** What histories.spec.ts says of 2,000; in parts, so that one sees it going on. */
describe('in 100,000 made-up histories', () => {
  it.each(parts)(
    'every verdict is the naive one, every hold ends, no cap and no hours are broken: part $part of 20',
    ({ part }) => {
      fc.assert(
        fc.property(history, (made) => expect(findings(made)).toEqual([])),
        { numRuns: 5_000 },
      );
      process.stderr.write(`${part * 5_000} of 100,000 histories are as they should be\n`);
    },
    1_800_000,
  );
});
