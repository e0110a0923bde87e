import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Catalogue } from '#journey';
import { backtest, parseMapping } from '#rehearsal';
import type { BacktestReport, Mapping } from '#rehearsal';
import { loadCatalogue } from '../../../apps/cli/load-catalogue.ts';
import { loadPolicy } from '../../../apps/cli/load-policy.ts';
import { asCsv, asNdjson, drawer, loanLog } from './loan-log.ts';
import { naiveCount } from './naive-count.ts';

const examples = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'tendril-generated-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function mappingOf(example: string): Mapping {
  const file = join(examples, example, 'mapping.json');
  return parseMapping(JSON.parse(readFileSync(file, 'utf8')), file);
}

describe('a made-up log of loan applications', () => {
  const rows = loanLog(20_111_001, 600);
  const truth = naiveCount(rows);
  let catalogue: Catalogue;
  beforeAll(async () => {
    catalogue = await loadCatalogue(join(examples, 'dutch-loans', 'catalogue.ts'));
  });

  async function report(
    file: string,
    policy = 'one-offer-call-in-7-days.json',
    shareBytes?: number,
    mostWaiting?: number,
  ): Promise<BacktestReport> {
    return backtest({
      catalogue,
      policy: await loadPolicy(policy, [join(examples, 'dutch-loans')]),
      mapping: { ...mappingOf('dutch-loans'), ...(file === '-' && { format: 'csv' }) },
      file,
      ...(shareBytes !== undefined && { shareBytes }),
      ...(mostWaiting !== undefined && { mostWaiting }),
    });
  }

  it('gives funnel, outcomes and stalls as a naive count does', async () => {
    const [loans] = (await report(written('loans.csv', asCsv(rows)))).journeys;
    expect(loans?.funnel.map(({ reached }) => reached)).toEqual(truth.funnel);
    expect(loans?.stalls.map(({ fired }) => fired)).toEqual([truth.silent, truth.silentOnOffer]);
    expect(loans?.outcomes).toMatchObject({
      goal: truth.funnel.at(-1),
      exits: { 'application.declined': truth.declined, 'application.cancelled': truth.cancelled },
      undecided: truth.undecided,
    });
    expect(Math.min(truth.silent - truth.silentOnOffer, truth.undecided, truth.cancelled)).toBeGreaterThan(5);
  });

  it.each([
    { cap: 1, policy: 'one-offer-call-in-7-days.json' },
    { cap: 2, policy: 'two-offer-calls-in-7-days.json' },
    { cap: 3, policy: 'three-offer-calls-in-7-days.json' },
  ])('allows as many calls as a cap of $cap in seven days does, greedily', async ({ cap, policy }) => {
    const { requested } = await report(written('loans.csv', asCsv(rows)), policy);
    expect(requested).toMatchObject({ requested: truth.calls, allowed: truth.allowed(cap) });
  });

  it('says the same when those who wait for the end of the log wait on disk', async () => {
    const file = written('loans.csv', asCsv(rows));
    expect(await report(file, undefined, undefined, 1)).toEqual(await report(file));
  });

  it('says the same of it from standard input', async () => {
    const text = asCsv(rows);
    const whole = await report(written('loans.csv', text));
    const own = Object.getOwnPropertyDescriptor(process, 'stdin') ?? {};
    Object.defineProperty(process, 'stdin', { ...own, get: () => Readable.from([Buffer.from(text)]) });
    try {
      const { log, ...found } = await report('-');
      expect(log).toEqual({ ...whole.log, order: 'put in order on disk' });
      expect({ ...found, log: whole.log }).toEqual(whole);
    } finally {
      Object.defineProperty(process, 'stdin', own);
    }
  });

  it.each([
    { form: 'packed', file: 'loans.csv.gz', content: () => gzipSync(asCsv(rows)), order: 'grouped by customer' },
    { form: 'NDJSON', file: 'loans.ndjson', content: () => asNdjson(rows), order: 'grouped by customer' },
    {
      form: 'in order of time, so not grouped',
      file: 'timed.csv',
      content: () => asCsv([...rows].sort((one, other) => one.at - other.at)),
      order: 'put in order on disk',
    },
    {
      form: 'in no order, in shares that are too large at first',
      file: 'shuffled.csv',
      content: () => asCsv(shuffled(rows)),
      order: 'put in order on disk',
      shareBytes: 2_000,
    },
  ])('says the same of it $form', async ({ file, content, order, shareBytes }) => {
    const whole = await report(written('loans.csv', asCsv(rows)));
    const other = await report(written(file, content()), undefined, shareBytes);
    expect(other.log.order).toBe(order);
    const apart = ({ log, ...rest }: BacktestReport) => ({ ...rest, rows: log.rows, customers: log.customers });
    expect(apart(other)).toEqual(apart(whole));
  });
});

describe('a made-up log of fines', () => {
  it('counts 60 days on the calendar, across both clock changes', async () => {
    const { csv, fires } = fines(400);
    const report = await backtest({
      catalogue: await loadCatalogue(join(examples, 'road-fines', 'catalogue.ts')),
      policy: await loadPolicy('none', []),
      mapping: mappingOf('road-fines'),
      file: written('fines.csv', csv),
    });
    const dunning = report.journeys.find(({ journey }) => journey === 'dunning');
    expect(dunning?.stalls.map(({ fired }) => fired)).toEqual([fires]);
  });
});

/** Rows of one case keep their order, as ties are told apart by it nowhere but here. */
function shuffled<T>(rows: readonly T[]): readonly T[] {
  const draw = drawer(7);
  return rows
    .map((row) => ({ row, key: draw() }))
    .sort((one, other) => one.key - other.key)
    .map(({ row }) => row);
}

/** Dates only, so that every row is a local midnight; the payment comes 57 to 63 days after the notification, or never. */
function fines(cases: number): { readonly csv: string; readonly fires: number } {
  const draw = drawer(60);
  const lines = ['case_id,activity,timestamp,amount'];
  let fires = 0;
  for (let index = 0; index < cases; index += 1) {
    const notified = Date.UTC(2011, 0, 1 + Math.floor(draw() * 300));
    const days = 57 + Math.floor(draw() * 8);
    const date = (at: number): string => new Date(at).toISOString().slice(0, 10);
    lines.push(`F${index},Create Fine,${date(notified - 40 * 86_400_000)},35`);
    lines.push(`F${index},Insert Fine Notification,${date(notified)},`);
    if (days <= 63) lines.push(`F${index},Payment,${date(notified + days * 86_400_000)},35`);
    if (days > 60) fires += 1;
  }
  lines.push('F-last,Create Fine,2012-12-31,35');
  return { csv: lines.join('\n'), fires };
}
