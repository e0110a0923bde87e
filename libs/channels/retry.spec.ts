import { describe, expect, it } from '@jest/globals';
import { defaultRetryPlan, pauseBefore, retryAfterMs } from './retry.ts';

it.each([
  { triesMade: 1, random: 1, ms: 500 },
  { triesMade: 2, random: 1, ms: 1_000 },
  { triesMade: 5, random: 1, ms: 8_000 },
  { triesMade: 50, random: 1, ms: 8_000 },
  { triesMade: 3, random: 0.25, ms: 500 },
  { triesMade: 3, random: 0, ms: 0 },
])('after $triesMade tries, drawing $random: $ms ms', ({ triesMade, random, ms }) => {
  expect(pauseBefore(defaultRetryPlan, triesMade, () => random)).toBe(ms);
});

describe('Retry-After', () => {
  const wall = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    { header: null, ms: null },
    { header: '0', ms: 0 },
    { header: ' 120 ', ms: 120_000 },
    { header: 'Thu, 01 Jan 2026 00:00:05 GMT', ms: 5_000 },
    { header: 'Wed, 31 Dec 2025 23:00:00 GMT', ms: 0 },
    { header: 'soon', ms: null },
  ])('$header: $ms', ({ header, ms }) => {
    expect(retryAfterMs(header, wall)).toBe(ms);
  });
});
