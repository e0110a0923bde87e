import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import { catalogue, vocabulary } from '#journey';
import { resolvePolicy } from '#policy';
import { backtest } from '../backtest/backtest.ts';
import type { BacktestReport } from '../backtest/backtest-report.ts';
import { sha256 } from '../world.ts';
import { parseMapping } from './mapping.ts';

interface Events {
  asked: { loanId: string; amount?: number };
  paid: { loanId: string };
}

const words = vocabulary<Events>()(({ guard }) => ({
  guards: { large: guard(['asked'], (facts) => (facts.asked?.amount ?? 0) > 1000) },
  templates: ['nudge'],
  channels: ['sms'],
}));
const loan = words.journey({
  id: 'loan',
  version: 1,
  title: 'Loan',
  owner: 'lending',
  startsOn: 'asked',
  key: 'loanId',
  stages: [{ name: 'paid', doneOn: 'paid', stalls: [{ name: 'large', after: '1s', when: 'large' }] }],
});

const folder = mkdtempSync(join(tmpdir(), 'tendril-awkward-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function run(content: string | Buffer, change: object, name = 'log.csv'): Promise<BacktestReport> {
  const file = join(folder, `${(files += 1)}-${name}`);
  writeFileSync(file, content);
  const { columns, ...others } = change as { columns?: object };
  const json = {
    timeZone: 'Europe/Amsterdam',
    columns: { customer: 'case', activity: 'what', timestamp: 'when', subject: { loanId: 'case' }, ...columns },
    activities: { Asked: 'asked', Paid: 'paid' },
    ...others,
  };
  return backtest({
    catalogue: catalogue({ vocabularies: [words], journeys: [loan] }),
    policy: resolvePolicy([{ name: 'none', rules: [] }], sha256),
    mapping: parseMapping(json, 'm.json'),
    file,
  });
}

describe('logs as they come', () => {
  it.each<{ situation: string; content: string | Buffer; name?: string; change?: object; hours?: number }>([
    { situation: 'as one would wish', content: 'case,what,when\n1,Asked,2024-03-02T10:00\n1,Paid,2024-03-02T12:00\n' },
    {
      situation: 'semicolons, Windows line breaks, a byte order mark',
      content: '\uFEFFcase;what;when\r\n1;Asked;2024-03-02 10:00\r\n1;Paid;2024-03-02 12:00\r\n',
      change: { delimiter: ';' },
    },
    {
      situation: 'tabs, by the name of the file',
      content: 'case\twhat\twhen\n1\tAsked\t2024-03-02 10:00\n1\tPaid\t2024-03-02 12:00\n',
      name: 'log.tsv',
    },
    {
      situation: 'tabs in UTF-16, as a spreadsheet saves it',
      content: Buffer.from(
        '\uFEFFcase\twhat\twhen\n1\tAsked\t2024-03-02 10:00\n1\tPaid\t2024-03-02 12:00\n',
        'utf16le',
      ),
      name: 'log.txt',
      change: { format: 'tsv', encoding: 'utf-16le' },
    },
    {
      situation: 'letters of an older code page, packed',
      content: gzipSync(
        Buffer.from('case,what,when\n1,Gefragt für,2024-03-02 10:00\n1,Paid,2024-03-02 12:00\n', 'latin1'),
      ),
      name: 'log.csv.gz',
      change: { encoding: 'windows-1252', activities: { 'Gefragt für': 'asked', Paid: 'paid' } },
    },
    {
      situation: 'the day first, without zeros',
      content: 'case,what,when\n1,Asked,2-3-2024 9:00\n1,Paid,02-03-2024 11:00:00.000\n',
      change: { dates: 'day first' },
    },
    {
      situation: 'the month first, by the half of the day',
      content: 'case,what,when\n1,Asked,3/2/2024 11:00 AM\n1,Paid,03/02/2024 01:00:00 p.m.\n',
      change: { dates: 'month first' },
    },
    {
      situation: 'date and time in columns of their own',
      content: 'case,what,day,time\n1,Asked,2024-03-02,10:00\n1,Paid,2024-03-02,12:00\n',
      change: { columns: { timestamp: ['day', 'time'] } },
    },
    {
      situation: 'a clock change between',
      content: 'case,what,when\n1,Asked,2024-03-31 01:00\n1,Paid,2024-03-31 04:00\n',
    },
    { situation: 'seconds', content: 'case,what,when\n1,Asked,1709370000\n1,Paid,1709377200\n' },
    { situation: 'microseconds', content: 'case,what,when\n1,Asked,1709370000000000\n1,Paid,1709377200000000\n' },
    { situation: 'nanoseconds', content: 'case,what,when\n1,Asked,1709370000000000000\n1,Paid,1709377200000000000\n' },
    {
      situation: 'a zone in each row, and none in some',
      content: 'case,what,when,tz\n1,Asked,2024-03-02 10:00,\n1,Paid,2024-03-02 06:00,America/New_York\n',
      change: { columns: { timeZone: 'tz' } },
    },
    {
      situation: 'two columns of one name, and one comma too many in each line',
      content: 'case,when,what,when\n1,x,Asked,2024-03-02 10:00,\n1,y,Paid,2024-03-02 12:00,\n',
      change: { columns: { timestamp: 'when (2)' } },
    },
    {
      situation: 'line breaks and quotes in a cell',
      content: 'case,what,when\n1,"Asked\n""again""",2024-03-02 10:00\n1,Paid,2024-03-02 12:00\n',
      change: { activities: { 'Asked\n"again"': 'asked', Paid: 'paid' } },
    },
    {
      situation: 'cases told apart by several columns, and not together',
      content: 'a,b,what,when\n1,x,Asked,2024-03-02 10:00\n1,y,Paid,2024-03-02 11:00\n1,x,Paid,2024-03-02 12:00\n',
      change: { columns: { customer: ['a', 'b'], subject: { loanId: ['a', 'b'] } } },
    },
    {
      situation: 'NDJSON, nested, with numbers for names and times',
      content:
        '{"case":{"id":1},"what":"Asked","when":1709370000000}\n\n{"case":{"id":1},"what":"Paid","when":1709377200000}\n',
      name: 'log.ndjson',
      change: { columns: { customer: 'case.id', subject: { loanId: 'case.id' } } },
    },
  ])('$situation', async ({ content, name, change = {}, hours = 2 }) => {
    const { log, journeys } = await run(content, change, name);
    expect({ unlisted: log.unlisted, faults: log.firstFaults }).toEqual({ unlisted: {}, faults: [] });
    expect(journeys[0]).toMatchObject({ runs: 1, outcomes: { goal: 1, medianHoursToGoal: hours } });
  });

  it('reads decimal commas', async () => {
    const content =
      'case;what;when;amount\n1;Asked;2024-03-02;1.234,50\n2;Asked;2024-03-02;999,99\n3;Asked;2024-03-03;0\n';
    const { journeys } = await run(content, {
      delimiter: ';',
      decimal: ',',
      columns: { properties: { amount: 'number' } },
    });
    expect(journeys[0]?.stalls[0]?.results).toEqual({ guarded: 1, 'no touch': 1 });
  });

  it('counts every row that it cannot use, by its place in the log, and says why', async () => {
    const { log } = await run(
      [
        'case,what,when,tz',
        '1,Asked,2024-03-02,',
        '1,Paid',
        ',Paid,2024-03-03,',
        '1,Paid,03/04/2024,',
        '1,Paid,,',
        '1,Paid,2024-03-05,Mars/Base',
        '1,Paid,9999-12-31,',
        '1,Pay,2024-03-05,',
      ].join('\n'),
      { until: '2024-12-31T00:00:00Z', columns: { timeZone: 'tz' } },
    );
    expect(log).toMatchObject({
      rows: 7,
      unreadable: 1,
      withoutCustomer: 1,
      withoutTime: 3,
      outsideTime: 1,
      unlisted: { Pay: 1 },
      neverSeen: ['Paid'],
      until: '2024-12-31T00:00:00.000Z',
    });
    expect(log.firstFaults).toEqual([
      'Row 2 has 2 cells where the header has 4.',
      'Row 3 names no customer.',
      'Row 4 has no time that can be read: "03/04/2024" (say "dates": "day first" or "month first" in the mapping).',
      'Row 5 has no time that can be read: "".',
      'Row 6 names a time zone that is none: "Mars/Base".',
    ]);
  });

  it('names what the mapping lists and the log does not have', async () => {
    const { log } = await run('case,what,when\n1,Asked,2024-03-02\n', {
      activities: { Asked: 'asked', 'Paid ': 'paid' },
    });
    expect(log.neverSeen).toEqual(['Paid ']);
  });

  it.each([
    { situation: 'a column that is not there', content: 'case;what;when\n', says: /Say "delimiter" in the mapping/ },
    { situation: 'two columns of one name', content: 'case,what,when,when\n', says: /"when \(1\)" is the first/ },
    { situation: 'a quote that never closes', content: 'case,what,when\n1,"Asked,2024\n', says: /still open at line/ },
    { situation: 'a JSON array', name: 'log.ndjson', content: ' [{"case":1}]', says: /one JSON array/ },
    { situation: 'a format nobody knows', name: 'log.xes', content: '<log/>', says: /format of .* is not known/ },
    { situation: 'packed, but not', name: 'log.csv.gz', content: 'case,what,when\n', says: /cannot be read/ },
  ])('refuses $situation with a sentence', async ({ content, name, says }) => {
    await expect(run(content, {}, name)).rejects.toThrow(says);
  });
});
