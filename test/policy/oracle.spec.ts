import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { environment } from '#config';
import { differencesOf } from './cases.ts';
import type { OracleCase } from './oracle-case.ts';

const SHARED = environment()['TENDRIL_SHARED'] ?? resolve(import.meta.dirname, '../../../shared');
const FILE = resolve(SHARED, 'oracles/policy/cases.json');
const cases = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as readonly OracleCase[]) : [];

describe('the cases of the independent reading of the rules', () => {
  if (cases.length === 0) {
    it(`are not on this machine: nothing was compared, because ${FILE} is missing (TENDRIL_SHARED says where to look)`, () => {
      expect(cases).toEqual([]);
    });
  } else {
    it.each(cases)('$id: $title', (given) => {
      expect(differencesOf(given)).toEqual([]);
    });
  }
});
