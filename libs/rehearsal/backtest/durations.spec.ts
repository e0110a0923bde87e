import { describe, expect, it } from '@jest/globals';
import { Durations } from './durations.ts';

describe('Durations', () => {
  it.each([
    { values: [], median: null, mean: null },
    { values: [5], median: 5, mean: 5 },
    { values: [9, 1, 5], median: 5, mean: 5 },
    { values: [1, 2, 10, 4], median: 3, mean: 4.25 },
  ])('the median of $values is $median, the mean $mean', ({ values, median, mean }) => {
    const durations = new Durations();
    for (const value of values) durations.add(value * 3_600_000);
    expect(durations.inHours()).toEqual({ medianHours: median, meanHours: mean });
  });

  it('beyond its limit it is within a thousandth, and says so', () => {
    const durations = new Durations(100);
    for (let hour = 1; hour <= 1001; hour += 1) durations.add(hour * 3_600_000);
    expect(durations.exact).toBe(false);
    expect(Math.abs((durations.median() ?? 0) / (501 * 3_600_000) - 1)).toBeLessThan(0.002);
  });
});
