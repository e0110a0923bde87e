import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { parseMapping, whatIf } from '#rehearsal';
import type { WhatIfReport } from '#rehearsal';
import { loadCatalogue } from '../../../apps/cli/load-catalogue.ts';
import { loadPolicy } from '../../../apps/cli/load-policy.ts';
import { sharedLog } from '../shared-log.ts';
import { conservative, naiveCalls, usRegF } from './naive-calls.ts';

const { file, describe } = sharedLog('bpic12_events.csv.gz');

describe('every call of the Dutch log, asked of the policy as a collection', () => {
  let report: WhatIfReport;
  beforeAll(async () => {
    const where = join(import.meta.dirname, 'every-call.mapping.json');
    report = await whatIf({
      catalogue: await loadCatalogue(join(import.meta.dirname, 'catalogue.ts')),
      policy: await loadPolicy('us-reg-f', []),
      against: await loadPolicy('conservative', []),
      mapping: parseMapping(JSON.parse(readFileSync(where, 'utf8')), where),
      file,
    });
  }, 300_000);

  it.each([
    { preset: 'us-reg-f', of: 'policy' as const, judge: usRegF, allowed: 62_571 },
    { preset: 'conservative', of: 'against' as const, judge: conservative, allowed: 49_540 },
  ])('$preset allows $allowed of 71,376, as a naive count does, rule by rule', ({ preset, of, judge, allowed }) => {
    const { requested, contacts } = report[of];
    const naive = naiveCalls(file, judge);
    expect(naive).toMatchObject({ requested: 71_376, allowed });
    const byRule = Object.fromEntries(Object.entries(requested.byRule).filter(([rule]) => rule.startsWith(preset)));
    expect({
      requested: requested.requested,
      allowed: requested.allowed,
      refused: requested.refused,
      byRule,
      weeks: Object.fromEntries(contacts.weeks.map((week) => [week.contacts, week.weeks])),
      moreThanTwoInADay: contacts.overCaps.find(({ rule }) => rule === 'conservative.collection-a-day')?.customers,
    }).toEqual(naive);
  });
});
