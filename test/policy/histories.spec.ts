import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findings } from './findings.ts';
import { history } from './history.arbitrary.ts';

it('in 2,000 made-up histories every verdict is the naive one, every hold ends, no cap and no hours are broken, order decides nothing', () => {
  fc.assert(
    fc.property(history, (made) => expect(findings(made)).toEqual([])),
    { numRuns: 2_000 },
  );
});
