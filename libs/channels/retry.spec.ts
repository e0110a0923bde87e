import { describe, expect, it } from '@jest/globals';
import { defaultRetryPlan, pauseBefore, retryAfterMs } from './retry.ts';

it.each([
  { triesMade: 1, random: 1, asked: null, ms: 500 },
  { triesMade: 2, random: 1, asked: null, ms: 1_000 },
  { triesMade: 7, random: 1, asked: null, ms: 30_000 },
  { triesMade: 50, random: 1, asked: null, ms: 30_000 },
  { triesMade: 3, random: 0.25, asked: null, ms: 500 },
  { triesMade: 3, random: 0, asked: null, ms: 0 },
  { triesMade: 1, random: 1, asked: 5_000, ms: 5_000 },
  { triesMade: 4, random: 1, asked: 1_000, ms: 4_000 },
  { triesMade: 1, random: 1, asked: 3_600_000, ms: 30_000 },
])('after $triesMade tries, drawing $random, asked for $asked: $ms ms', ({ triesMade, random, asked, ms }) => {
  expect(pauseBefore(defaultRetryPlan, triesMade, () => random, asked)).toBe(ms);
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
