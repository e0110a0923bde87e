import { describe, expect, it } from '@jest/globals';
import type { Difference, PolicyReport, WhatIfReport } from '#rehearsal';
import { formatTable } from './terminal.ts';
import { whatIfText } from './what-if.text.ts';

const row = (of: Difference['of'], figure: string, policy: number, against: number): Difference => ({
  of,
  figure,
  policy,
  against,
  difference: against - policy,
});
const underPolicy = (name: string) =>
  ({ policy: { sets: [name], hash: `${name}-hash-of-it` } }) as unknown as PolicyReport;

const report: WhatIfReport = {
  log: {
    rows: 1200,
    customers: 300,
    events: 900,
    from: '2024-01-01T00:00:00.000Z',
    until: '2024-02-01T00:00:00.000Z',
    order: 'grouped by customer',
    unlisted: {},
    neverSeen: ['Payed'],
    unreadable: 2,
    withoutCustomer: 0,
    withoutTime: 0,
    outsideTime: 0,
    wrongValues: 0,
    firstFaults: ['Row 7 has 2 cells where the header has 4.'],
  },
  policy: underPolicy('none'),
  against: underPolicy('conservative'),
  differences: [
    row('touches', 'planned', 1500, 1500),
    row('touches', 'sent', 1500, 1200),
    row('touches', 'failed', 0, 0),
    row('dropped by', 'two-calls', 0, 300),
  ],
};

describe('two policies side by side, for people', () => {
  it('names a group once, signs what differs, and leaves out what happened under neither', () => {
    const lines = whatIfText(report, { table: formatTable }).split('\n');
    expect(lines.slice(-4)).toEqual([
      '                       policy  against  difference',
      'touches     planned     1,500    1,500  =',
      '            sent        1,500    1,200  -300',
      'dropped by  two-calls       0      300  +300',
    ]);
  });

  it('says first what was read, and what was not', () => {
    expect(whatIfText(report, { table: formatTable }).split('\n').slice(0, 8)).toEqual([
      '1,200 rows, 2024-01-01T00:00:00.000Z to 2024-02-01T00:00:00.000Z, grouped by customer.',
      '900 events of 300 customers heard.',
      'Rows skipped: not readable 2.',
      '  Row 7 has 2 cells where the header has 4.',
      'Activities in the mapping that the log does not have: "Payed".',
      '',
      'Policy: none (none-hash-of)',
      'against: conservative (conservative)',
    ]);
  });
});
