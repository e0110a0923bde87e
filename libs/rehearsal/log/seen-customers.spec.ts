import { describe, expect, it } from '@jest/globals';
import { SeenCustomers, hashOf } from './seen-customers.ts';

describe('SeenCustomers', () => {
  it('knows each of a hundred thousand customers again', () => {
    const seen = new SeenCustomers();
    const ids = Array.from({ length: 100_000 }, (_, index) => `c-${index}`);
    expect(ids.every((id) => seen.meet(id))).toBe(true);
    expect(ids.some((id) => seen.meet(id))).toBe(false);
  });

  it('says when it remembers no more', () => {
    const seen = new SeenCustomers(2);
    seen.meet('a');
    expect(seen.full).toBe(false);
    seen.meet('b');
    expect(seen.full).toBe(true);
  });

  it('spreads customers evenly over shares, by every seed', () => {
    for (const seed of [0, 1, 2]) {
      const shares = new Array<number>(16).fill(0);
      for (let index = 0; index < 16_000; index += 1) {
        const share = hashOf(`${100_000 + index}`, seed) % 16;
        shares[share] = (shares[share] ?? 0) + 1;
      }
      expect(Math.max(...shares)).toBeLessThan(1_300);
    }
  });
});
