import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Mapping } from '#rehearsal';
import { CommandFailure } from './command-failure.ts';
import type { CliCommand } from './cli-command.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import { readJsonFile } from './read-json-file.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  readonly catalogue: string;
  readonly events: string;
  readonly mapping: string;
  readonly policy?: string;
  readonly customer?: string;
  readonly json?: true;
}

export const backtestCommand: CliCommand = {
  name: 'backtest',
  register(program, terminal) {
    program
      .command('backtest')
      .description('Run journeys and policy over an event log: every guard applied, nothing sent.')
      .requiredOption('--catalogue <file.ts>', "journeys: a TypeScript file anywhere, importing from 'tendril'")
      .requiredOption('--events <file>', 'the log: .csv, .tsv, .ndjson or .jsonl, .gz too; - for standard input')
      .requiredOption('--mapping <file.json>', "what the log's columns and activities mean")
      .option('--policy <preset or file>', "instead of the mapping's; several with commas; `none` for no rules at all")
      .option('--customer <id>', 'print, too, all that happened to this customer')
      .option('--json', 'print the report as JSON')
      .addHelpText(
        'after',
        examples([
          'tendril backtest --catalogue loans.ts --events log.csv.gz --mapping loans.mapping.json',
          'tendril backtest --catalogue loans.ts --events log.csv.gz --mapping loans.mapping.json --policy us-reg-f,our-rules.json',
          'zcat log.ndjson.gz | tendril backtest --catalogue loans.ts --events - --mapping loans.mapping.json --json',
        ]),
      )
      .action((options: Options) => run(options, terminal));
  },
};

async function run(options: Options, terminal: Terminal): Promise<void> {
  const { backtest, deliveredAtOnce, parseMapping, sandboxPeople } = await import('#rehearsal');
  const { loadCatalogue } = await import('./load-catalogue.ts');
  const { loadPolicy } = await import('./load-policy.ts');
  const { LogProgressLine } = await import('./log-progress.ts');
  const { backtestText } = await import('./backtest.text.ts');
  if (options.events !== '-' && !existsSync(options.events)) {
    throw new CommandFailure(`There is no log "${options.events}". Check --events.`, ExitCode.usage);
  }
  const mapping: Mapping = parseMapping(readJsonFile(options.mapping), options.mapping);
  const catalogue = await loadCatalogue(options.catalogue);
  const policy = await loadPolicy(options.policy ?? mapping.policy ?? null, [
    process.cwd(),
    dirname(resolve(options.mapping)),
  ]);
  const { answers: people = 'delivered' } = mapping;
  const answers = people === 'delivered' ? deliveredAtOnce : sandboxPeople(people.seed, people.when);
  const trace: string[] = [];
  const progress = new LogProgressLine(terminal);
  try {
    const report = await backtest({
      catalogue,
      policy,
      mapping,
      file: options.events,
      answers,
      progress: (now) => progress.show(now),
      note: (sentence) => progress.note(sentence),
      interrupted: terminal.interrupted,
      ...(options.customer !== undefined && {
        happened: (customerId, happening) => {
          if (customerId === options.customer) trace.push(JSON.stringify(happening));
        },
      }),
    });
    progress.end();
    if (options.json === true) {
      const traced = options.customer === undefined ? {} : { trace: trace.map((line) => JSON.parse(line) as unknown) };
      terminal.printJson({ ...report, ...traced });
    } else {
      terminal.print(backtestText(report, terminal));
      if (options.customer !== undefined) terminal.print(`\nCustomer ${options.customer}\n${trace.join('\n')}`);
    }
  } finally {
    progress.end();
  }
}
