import { describe, expect, it } from '@jest/globals';
import { delayBeforeRetry } from './back-off.ts';

describe('delayBeforeRetry', () => {
  const backOff = { firstMs: 200, mostMs: 10_000 };

  it.each([
    { failures: 1, random: 0, delay: 100 },
    { failures: 1, random: 1, delay: 200 },
    { failures: 2, random: 1, delay: 400 },
    { failures: 4, random: 0.5, delay: 1_200 },
    { failures: 50, random: 1, delay: 10_000 },
    { failures: 5_000, random: 0, delay: 5_000 },
  ])('after $failures failures, chance $random: $delay ms', ({ failures, random, delay }) => {
    expect(delayBeforeRetry(failures, backOff, () => random)).toBe(delay);
  });
});
