import { describe, expect, it } from '@jest/globals';
import { armOf, inHoldout, shareOf } from './split.ts';

const customers = Array.from({ length: 100_000 }, (_, index) => `customer-${index}`);
/** Five standard deviations of a share p counted on so many customers. */
const slack = (p: number, of: number): number => 5 * Math.sqrt(p * (1 - p) * of);

describe('the split of customers', () => {
  it('is sticky', () => {
    expect(shareOf('tone', 'customer-1')).toBe(shareOf('tone', 'customer-1'));
    expect(shareOf('tone', 'customer-1')).not.toBe(shareOf('tone', 'customer-2'));
    expect(shareOf('tone', '客户')).not.toBe(shareOf('other', '客户'));
  });

  it('stays the same for ever: changing the hash would move customers between arms', () => {
    expect(['customer-1', 'customer-2', '客户'].map((id) => Math.floor(shareOf('tone', id) * 1e6))).toEqual([
      82877, 81143, 314765,
    ]);
  });

  it.each([{ arms: { control: 50, friendly: 50 } }, { arms: { a: 10, b: 20, c: 70 } }, { arms: { a: 100, b: 0 } }])(
    'gives each arm of $arms its weight',
    ({ arms }) => {
      const counts: Record<string, number> = {};
      for (const id of customers) {
        const arm = armOf({ id: 'tone', arms }, id) ?? 'none';
        counts[arm] = (counts[arm] ?? 0) + 1;
      }
      for (const [arm, weight] of Object.entries(arms)) {
        const p = weight / 100;
        expect(Math.abs((counts[arm] ?? 0) - p * customers.length)).toBeLessThanOrEqual(slack(p, customers.length));
      }
      expect(counts['none']).toBeUndefined();
    },
  );

  it('holds out its percentage, evenly over the arms of an experiment', () => {
    const holdout = { percent: 5, salt: 'tone' };
    const out = customers.filter((id) => inHoldout(holdout, id));
    expect(Math.abs(out.length - 5_000)).toBeLessThanOrEqual(slack(0.05, customers.length));
    const control = out.filter((id) => armOf({ id: 'tone', arms: { control: 50, friendly: 50 } }, id) === 'control');
    expect(Math.abs(control.length - out.length / 2)).toBeLessThanOrEqual(slack(0.5, out.length));
  });

  it('spreads over a hundred buckets (chi-squared, 99 degrees of freedom, one in a million)', () => {
    const buckets = new Map<number, number>();
    for (const id of customers) {
      const bucket = Math.floor(shareOf('tone', id) * 100);
      buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
    }
    const chi = [...buckets.values()].reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    expect(chi).toBeLessThan(180);
  });
});
