import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { backtest, parseMapping } from '#rehearsal';
import { loadCatalogue } from '../../../apps/cli/load-catalogue.ts';
import { loadPolicy } from '../../../apps/cli/load-policy.ts';
import { sharedLog } from '../shared-log.ts';
import { conservative, naiveCalls, usRegF } from './naive-calls.ts';

const log = sharedLog('bpic12_events.csv.gz');

(log === null ? describe.skip : describe)('every call of the Dutch log, asked of the policy as a collection', () => {
  it.each([
    { preset: 'us-reg-f', judge: usRegF, allowed: 62_571 },
    { preset: 'conservative', judge: conservative, allowed: 49_540 },
  ])('$preset allows $allowed of 71,376, as a naive count does, rule by rule', async ({ preset, judge, allowed }) => {
    const where = join(import.meta.dirname, 'every-call.mapping.json');
    const { requested } = await backtest({
      catalogue: await loadCatalogue(join(import.meta.dirname, 'catalogue.ts')),
      policy: await loadPolicy(preset, []),
      mapping: parseMapping(JSON.parse(readFileSync(where, 'utf8')), where),
      file: log ?? '',
    });
    const naive = naiveCalls(log ?? '', judge);
    expect(naive).toMatchObject({ requested: 71_376, allowed });
    const byRule = Object.fromEntries(Object.entries(requested.byRule).filter(([rule]) => rule.startsWith(preset)));
    expect({
      requested: requested.requested,
      allowed: requested.allowed,
      refused: requested.refused,
      byRule,
    }).toEqual(naive);
  });
});
