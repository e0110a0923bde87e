import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HolidayCalendar } from '#policy';
import { PolicyFileError, readPolicyFile } from './index.ts';

describe('a policy file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tendril-policy-file-'));
    await writeFile(
      join(folder, 'house.txt'),
      '\uFEFF# Our own days\r\n2026-12-24 closed early\r\n\r\n2026-12-31;stocktaking # yes\r\n',
    );
    await writeFile(join(folder, 'odd.txt'), '2026-12-24\n24.12.2026 Christmas Eve\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function written(content: unknown): Promise<string> {
    const file = join(folder, 'policy.json');
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  async function calendar(as: unknown): Promise<HolidayCalendar | undefined> {
    const { sets } = await readPolicyFile(await written({ name: 'house', rules: [], calendars: { ours: as } }));
    return sets[0]?.calendars?.['ours'];
  }

  it('may hold one set, or several', async () => {
    const [one, other] = ['a', 'b'].map((name) => ({ name, rules: [] }));
    expect((await readPolicyFile(await written(one))).sets).toEqual([one]);
    expect((await readPolicyFile(await written([one, other]))).sets).toEqual([one, other]);
  });

  it('may begin with a byte order mark', async () => {
    const one = { name: 'a', rules: [] };
    expect((await readPolicyFile(await written(`\uFEFF${JSON.stringify(one)}`))).sets).toEqual([one]);
  });

  it('a list of days is a calendar that knows of all days', async () => {
    expect(await calendar(['2026-10-10', '2026-01-01'])).toEqual({ days: ['2026-01-01', '2026-10-10'] });
  });

  it("the holidays of China are those the State Council has said, as far as the library's version knows them", async () => {
    const cn = await calendar({ country: 'CN' });
    expect(cn).toMatchObject({ from: '2004-01-01', source: expect.stringMatching(/^chinese-days \d+\.\d+\.\d+$/) });
    const springFestival = cn?.days.filter((day) => day >= '2026-02-10' && day < '2026-03-01');
    expect(springFestival).toEqual(Array.from({ length: 9 }, (_, index) => `2026-02-${15 + index}`));
    expect(cn?.days).not.toContain('2026-02-14');
    expect(cn?.until?.slice(4)).toBe('-12-31');
  });

  it('the holidays of the United States are closed on the day and on the one on which it is observed', async () => {
    const us = await calendar({ country: 'US' });
    expect(us).toMatchObject({ from: '1986-01-01', until: '2035-12-31' });
    expect(us?.days.filter((day) => day.startsWith('2026-07'))).toEqual(['2026-07-03', '2026-07-04']);
    expect(us?.days).toContain('2021-12-31');
    expect(us?.days).not.toContain('2020-06-19');
  });

  it('days of a file beside it and days said here come to those of a country, and some are taken out', async () => {
    const mixed = {
      country: 'CN',
      file: 'house.txt',
      days: ['2027-01-01'],
      except: ['2026-10-07'],
      until: '2027-12-31',
    };
    const found = await calendar(mixed);
    expect(found?.days).toEqual(expect.arrayContaining(['2026-12-24', '2026-12-31', '2027-01-01', '2026-10-06']));
    expect(found?.days).not.toContain('2026-10-07');
    expect(found).toMatchObject({
      until: '2027-12-31',
      source: expect.stringMatching(/^chinese-days .* and house\.txt$/),
    });
  });

  it('names all that it was read from', async () => {
    const file = await written({ name: 'house', rules: [], calendars: { ours: { file: 'house.txt' } } });
    const { read } = await readPolicyFile(file);
    expect(read.map(([path]) => path)).toEqual([file, join(folder, 'house.txt')]);
    expect(read.every(([, changedMs]) => changedMs > 0)).toBe(true);
  });

  it.each<{ content: unknown; fault: RegExp }>([
    { content: '{ "name": ', fault: /policy\.json cannot be used: it is no JSON: / },
    { content: { name: 'p', rules: [], calendars: [] }, fault: /calendars is no object\. Write the calendars by name/ },
    {
      content: withCalendar({ country: 'XX' }),
      fault: /calendar "c" has the country "XX", and the holidays of CN and US alone are known here\. Write the days/,
    },
    {
      content: withCalendar({ country: 'VN', file: 'house.txt' }),
      fault: /calendar "c" has the country "VN"/,
    },
    { content: withCalendar({ counrty: 'CN' }), fault: /Write a list of days, or at least one of country/ },
    { content: withCalendar({}), fault: /at least one of country/ },
    {
      content: withCalendar({ country: 'CN', except: ['2026-10-08'] }),
      fault: /excepts 2026-10-08, which is no holiday/,
    },
    { content: withCalendar({ file: 'not-there.txt' }), fault: /not-there\.txt/ },
    {
      content: withCalendar({ file: 'odd.txt' }),
      fault: /line 2 of odd\.txt is "24\.12\.2026 Christmas Eve"\. Begin it with a day/,
    },
    { content: withCalendar(['2026-02-30']), fault: /calendar "c" has the day "2026-02-30"/ },
    {
      content: withCalendar({ country: 'CN', days: ['2099-01-01'] }),
      fault: /has the day 2099-01-01, but knows only 2004-01-01 to/,
    },
    { content: { name: 'p' }, fault: /has no list of rules/ },
  ])('that cannot be used says why: $fault', async ({ content, fault }) => {
    const reading = readPolicyFile(await written(content));
    await expect(reading).rejects.toThrow(PolicyFileError);
    await expect(reading).rejects.toThrow(fault);
  });
});

function withCalendar(calendar: unknown): unknown {
  return { name: 'p', rules: [], calendars: { c: calendar } };
}
