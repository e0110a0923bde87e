import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuUsage, cwd } from 'node:process';
import type { Catalogue } from '#journey';
import { definePolicy, resolvePolicy, type PolicySet } from '#policy';
import { backtest, parseMapping, readLog } from '#rehearsal';
import { all as loans } from '../data/dutch-loans/catalogue.ts';
import { asCsv, loanLog } from '../data/generated/loan-log.ts';
import { all as fines } from '../data/road-fines/catalogue.ts';
import { environment } from '../harness/environment.ts';
import { parsedRows } from './csv-parse.rival.ts';
import { median, type Figure } from './figure.ts';
import { say } from './progress.ts';

interface Case {
  readonly name: string;
  readonly file: string;
  readonly catalogue: Catalogue;
  /** Under test/data. */
  readonly mapping: string;
  readonly policy: PolicySet;
}

/**
 * The backtest's rows a second over those of merely parsing the same file with csv-parse, in turns: a made-up log, and the
 * real ones where they are. All are grouped by customer; the clock includes reading and unpacking on both sides.
 */
export async function benchBacktest(quick: boolean): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tendril-bench-log-'));
  try {
    const file = join(folder, 'loans.csv');
    await writeFile(file, asCsv(loanLog(20_261_122, quick ? 8_000 : 20_000)));
    const dutch = { catalogue: loans, mapping: 'dutch-loans/mapping.json', policy: oneOfferCall() };
    const cases: readonly Case[] = [
      { ...dutch, name: 'a made-up log', file },
      { ...dutch, name: 'the Dutch log, packed', file: shared('bpic12_events.csv.gz') },
      {
        name: 'the fines log, packed',
        file: shared('roadfines_events.csv.gz'),
        catalogue: fines,
        mapping: 'road-fines/mapping.json',
        policy: { name: 'open', rules: [] },
      },
    ];
    const figures: Figure[] = [];
    for (const one of cases) {
      if (existsSync(one.file)) figures.push(...(await measured(one, quick ? 2 : 5)));
      else say(`  ${one.name} is not here: set TENDRIL_SHARED to the folder that holds data/`);
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measured({ name, file, catalogue, ...of }: Case, rounds: number): Promise<readonly Figure[]> {
  const mapping = parseMapping(json(of.mapping), of.mapping);
  const policy = resolvePolicy([definePolicy(of.policy)], (text) => createHash('sha256').update(text).digest('hex'));
  const { customer, activity, timestamp } = mapping.columns;
  const required = [customer, activity, timestamp].flat();
  const turns = {
    rehearsed: async () => (await backtest({ catalogue, policy, mapping, file })).log.rows,
    parsed: () => parsedRows(file),
    /** What our own reader makes of the same file: how much of a rehearsal is reading. */
    read: async () => {
      let rows = 0;
      for await (const batch of readLog({ file }, { required, optional: [] })) rows += batch.rows.length;
      return rows;
    },
  };
  const rates = { rehearsed: [] as Rate[], parsed: [] as Rate[], read: [] as Rate[] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const turn of ['parsed', 'rehearsed', 'read'] as const) {
      const rate = await rateOf(turns[turn]);
      if (round > 0) rates[turn].push(rate);
    }
  }
  const figure = (by: keyof Rate, what: string, unit: string): Figure => {
    const [value, parsed] = [medianOf(rates.rehearsed, by), medianOf(rates.parsed, by)];
    say(`  ${what}: ${Math.round(value)} ${unit} rehearsed, ${Math.round(parsed)} parsed`);
    return {
      of: 'd',
      what,
      value,
      unit,
      over: { what: 'csv-parse', value: parsed },
      aim: 'at least 0.5',
      detail: rates,
    };
  };
  return [
    figure('perSecond', `backtest, ${name}`, 'rows/s'),
    figure('perCpuSecond', `backtest, ${name}, by processor time`, 'rows/CPU s'),
  ];
}

interface Rate {
  readonly perSecond: number;
  readonly perCpuSecond: number;
}

async function rateOf(turn: () => Promise<number>): Promise<Rate> {
  const [began, cpu] = [performance.now(), cpuUsage()];
  const rows = await turn();
  const [ms, { user, system }] = [performance.now() - began, cpuUsage(cpu)];
  return { perSecond: (rows * 1e3) / ms, perCpuSecond: (rows * 1e6) / (user + system) };
}

function medianOf(rates: readonly Rate[], by: keyof Rate): number {
  return median(rates.map((rate) => rate[by]));
}

function oneOfferCall(): PolicySet {
  return json('dutch-loans/one-offer-call-in-7-days.json') as PolicySet;
}

function shared(name: string): string {
  return join(environment['TENDRIL_SHARED'] ?? join(cwd(), '../shared'), 'data', name);
}

function json(name: string): unknown {
  return JSON.parse(readFileSync(join(cwd(), 'test/data', name), 'utf8'));
}
