import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cwd } from 'node:process';
import { definePolicy, resolvePolicy, type PolicySet } from '#policy';
import { backtest, parseMapping, readLog } from '#rehearsal';
import { all as loans } from '../data/dutch-loans/catalogue.ts';
import { asCsv, loanLog } from '../data/generated/loan-log.ts';
import { environment } from '../harness/environment.ts';
import { median, type Figure } from './figure.ts';
import { say } from './progress.ts';

const example = join(cwd(), 'test/data/dutch-loans');

/** The backtest's rows a second over those of merely parsing the same file, in turns: a made-up log, and the Dutch one where it is. */
export async function benchBacktest(quick: boolean): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tendril-bench-log-'));
  const rounds = quick ? 3 : 7;
  try {
    const made = join(folder, 'loans.csv');
    await writeFile(made, asCsv(loanLog(20_261_122, quick ? 8_000 : 20_000)));
    const figures = [await measured('a made-up log, grouped', made, rounds)];
    const dutch = join(environment['TENDRIL_SHARED'] ?? join(cwd(), '../shared'), 'data/bpic12_events.csv.gz');
    if (existsSync(dutch)) figures.push(await measured('the Dutch log, packed', dutch, rounds));
    else say('  the Dutch log is not here: set TENDRIL_SHARED to the folder that holds data/');
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measured(name: string, file: string, rounds: number): Promise<Figure> {
  const mapping = parseMapping(json('mapping.json'), 'mapping.json');
  const set = definePolicy(json('one-offer-call-in-7-days.json') as PolicySet);
  const policy = resolvePolicy([set], (text) => createHash('sha256').update(text).digest('hex'));
  const { columns } = mapping;
  const required = [columns.customer, columns.activity, columns.timestamp].flat();
  const optional = [columns.lifecycle ?? '', ...Object.keys(columns.properties ?? {})].filter(
    (column) => column !== '',
  );
  const parse = async (): Promise<number> => {
    let rows = 0;
    for await (const batch of readLog({ file }, { required, optional })) rows += batch.rows.length;
    return rows;
  };
  const rehearse = async (): Promise<number> => (await backtest({ catalogue: loans, policy, mapping, file })).log.rows;
  const rates = { parse: [] as number[], rehearse: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const [turn, play] of [['parse', parse] as const, ['rehearse', rehearse] as const]) {
      const began = performance.now();
      const rows = await play();
      const rate = (rows * 1_000) / (performance.now() - began);
      if (round > 0) rates[turn].push(rate);
    }
  }
  say(`  ${name}: ${Math.round(median(rates.rehearse))} rows/s rehearsed, ${Math.round(median(rates.parse))} parsed`);
  return {
    of: 'd',
    what: `backtest, ${name}`,
    value: median(rates.rehearse),
    unit: 'rows/s',
    over: { what: 'parsed', value: median(rates.parse) },
    aim: 'at least 0.5',
    detail: rates,
  };
}

function json(name: string): unknown {
  return JSON.parse(readFileSync(join(example, name), 'utf8'));
}
