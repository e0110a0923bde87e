import { describe, expect, it } from '@jest/globals';
import { digestOf, isKnown, keyIn } from './entrance.ts';

describe('keyIn', () => {
  it.each([
    { headers: {}, key: null },
    { headers: { authorization: 'Bearer abc' }, key: 'abc' },
    { headers: { authorization: 'bearer  abc ' }, key: 'abc' },
    { headers: { authorization: 'Basic abc' }, key: null },
    { headers: { 'x-api-key': 'abc' }, key: 'abc' },
    { headers: { 'x-api-key': ['abc', 'def'] }, key: null },
  ])('$headers: $key', ({ headers, key }) => expect(keyIn(headers)).toBe(key));
});

describe('isKnown', () => {
  const digests = ['first-key', 'second-key'].map(digestOf);

  it.each([
    { key: 'first-key', known: true },
    { key: 'second-key', known: true },
    { key: 'first-ke', known: false },
    { key: '', known: false },
    { key: null, known: false },
  ])('$key: $known', ({ key, known }) => expect(isKnown(key, digests)).toBe(known));
});
