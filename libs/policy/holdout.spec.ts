import { describe, expect, it } from '@jest/globals';
import { inHoldout } from '#journey';
import { isHeldOut } from './holdout.ts';

const customers = Array.from({ length: 100_000 }, (_, nth) => `c-${nth}`);
const heldOut = (percent: number, salt: string): ReadonlySet<string> =>
  new Set(customers.filter((id) => isHeldOut(id, { percent, salt })));

/** Five standard deviations of a share p among so many. */
const slack = (p: number, of: number): number => 5 * Math.sqrt(p * (1 - p) * of);

describe('the global holdout', () => {
  it.each([1, 5, 10, 50])('holds out %i percent', (percent) => {
    const p = percent / 100;
    const off = Math.abs(heldOut(percent, 'tendril').size - p * customers.length);
    expect(off).toBeLessThanOrEqual(slack(p, customers.length));
  });

  it('keeps whom it holds out when the share grows, and nobody else when it shrinks', () => {
    const shares = [1, 2.5, 5, 20, 100].map((percent) => heldOut(percent, 'tendril'));
    shares.slice(1).forEach((larger, nth) => {
      expect([...(shares[nth] ?? [])].filter((id) => !larger.has(id))).toEqual([]);
    });
    expect(shares.at(-1)?.size).toBe(customers.length);
  });

  it.each([
    { other: 'of another salt', isOut: (id: string) => isHeldOut(id, { percent: 10, salt: 'other' }) },
    {
      other: 'of a journey under the same salt',
      isOut: (id: string) => inHoldout({ percent: 10, salt: 'tendril' }, id),
    },
  ])('has no more in common with that $other than chance', ({ isOut }) => {
    const ours = [...heldOut(10, 'tendril')];
    expect(Math.abs(ours.filter(isOut).length - ours.length / 10)).toBeLessThanOrEqual(slack(0.1, ours.length));
  });
});
