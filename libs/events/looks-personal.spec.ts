import { describe, expect, it } from '@jest/globals';
import { looksPersonal } from './index.ts';

describe('what an id may not be', () => {
  it.each([
    ['13800138000', 'a phone number'],
    ['+8613800138000', 'a phone number'],
    ['008613800138000', 'a phone number'],
    ['tel:+31612345678', 'a phone number'],
    ['+31 6 1234 5678', 'a phone number'],
    ['(202) 555-0123', 'a phone number'],
    ['202-555-0123', 'a phone number'],
    ['2025550123', 'a phone number'],
    ['somebody@example.org', 'an e-mail address'],
    ['110101199003071234', 'an identity number'],
    ['11010119900307123X', 'an identity number'],
    ['c-1', null],
    ['173688', null],
    ['A10000', null],
    ['7f9c2ba4-e88f-4f4a-8e35-2f1b6a5d9c01', null],
    ['2026-03-01', null],
    ['2026-03-01T09:30:00', null],
    ['1830274650192837465', null],
    ['cus_N9x2Kd81', null],
    ['order-c-81f3-2', null],
  ])('%s: %s', (text, what) => {
    expect(looksPersonal(text)).toBe(what);
  });
});
