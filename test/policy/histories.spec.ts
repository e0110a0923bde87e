import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '#policy';
import { findings } from './findings.ts';
import { history } from './history.arbitrary.ts';
import { policyOf } from './live-history.ts';

it('in 2,000 made-up histories every verdict is the naive one, every hold ends, no cap and no hours are broken, order decides nothing', () => {
  fc.assert(
    fc.property(history, (made) => expect(findings(made)).toEqual([])),
    { numRuns: 2_000 },
  );
});

it("a rule of the journey says what it would say as the institution's", () => {
  fc.assert(
    fc.property(history, fc.nat(), (made, cut) => {
      const place = cut % made.rules.length;
      const theirs = policyOf({ ...made, rules: made.rules.slice(0, place) });
      const tightenedBy = made.rules.slice(place);
      for (const { request } of made.touches) {
        const { plannedAt } = request;
        const together = decide(request, made.ledger, made.profile, policyOf(made), plannedAt);
        const apart = decide({ ...request, tightenedBy }, made.ledger, made.profile, theirs, plannedAt);
        expect(apart).toEqual(together);
      }
    }),
    { numRuns: 500 },
  );
});
