import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Policy } from '#policy';
import type { BacktestOptions, Mapping } from '#rehearsal';
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
  readonly against?: string;
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
      .option(
        '--against <preset or file>',
        'what if this were the policy? Both on one reading of the log, side by side',
      )
      .option('--customer <id>', 'print, too, all that happened to this customer')
      .option('--json', 'print the report as JSON')
      .addHelpText('after', "\nREADME.md, 'Backtest your own log', says what goes into the two files.")
      .addHelpText(
        'after',
        examples([
          'tendril backtest --catalogue loans.ts --events log.csv.gz --mapping loans.mapping.json',
          'tendril backtest --catalogue loans.ts --events log.csv.gz --mapping loans.mapping.json --policy us-reg-f,our-rules.json',
          'tendril backtest --catalogue loans.ts --events log.csv.gz --mapping loans.mapping.json --policy conservative --against our-rules.json',
          'zcat log.ndjson.gz | tendril backtest --catalogue loans.ts --events - --mapping loans.mapping.json --json',
        ]),
      )
      .action((options: Options) => run(options, terminal));
  },
};

async function run(options: Options, terminal: Terminal): Promise<void> {
  const { backtest, deliveredAtOnce, parseMapping, sandboxPeople, whatIf } = await import('#rehearsal');
  const { loadCatalogue } = await import('./load-catalogue.ts');
  const { loadPolicy } = await import('./load-policy.ts');
  const { LogProgressLine } = await import('./log-progress.ts');
  const { backtestText } = await import('./backtest.text.ts');
  const { whatIfText } = await import('./what-if.text.ts');
  if (options.events !== '-' && !existsSync(options.events)) {
    throw new CommandFailure(`There is no log "${options.events}". Check --events.`, ExitCode.usage);
  }
  const mapping: Mapping = parseMapping(readJsonFile(options.mapping), options.mapping);
  const catalogue = await loadCatalogue(options.catalogue);
  const folders = [process.cwd(), dirname(resolve(options.mapping))];
  const policy = await loadPolicy(options.policy ?? mapping.policy ?? null, folders);
  const against = options.against === undefined ? null : await loadPolicy(options.against, folders);
  const { answers: people = 'delivered' } = mapping;
  const trace = new Trace(options.customer ?? null);
  const progress = new LogProgressLine(terminal);
  const rehearsal: BacktestOptions = {
    catalogue,
    policy,
    mapping,
    file: options.events,
    answers: people === 'delivered' ? deliveredAtOnce : sandboxPeople(people.seed, people.when),
    progress: (now) => progress.show(now),
    note: (sentence) => progress.note(sentence),
    interrupted: terminal.interrupted,
    ...(options.customer !== undefined && { happened: trace.take }),
  };
  try {
    const report = against === null ? await backtest(rehearsal) : await whatIf({ ...rehearsal, against });
    progress.end();
    const { until } = report.log;
    if (until !== null && mapping.until === undefined && Date.parse(until) > Date.now()) {
      terminal.note(
        `The log ends at ${until}, which is still to come. If a date is wrong, say "until" in the mapping.`,
      );
    }
    if (options.json === true) return terminal.printJson({ ...report, ...trace.json() });
    terminal.print('differences' in report ? whatIfText(report, terminal) : backtestText(report, terminal));
    for (const line of trace.text()) terminal.print(line);
  } finally {
    progress.end();
  }
}

/** All that happened to one customer, in the order of its happening, under each policy. */
class Trace {
  private readonly lines = new Map<Policy, string[]>();

  constructor(private readonly customer: string | null) {}

  readonly take: NonNullable<BacktestOptions['happened']> = (customerId, happening, policy) => {
    if (customerId !== this.customer) return;
    const lines = this.lines.get(policy) ?? [];
    this.lines.set(policy, lines);
    lines.push(JSON.stringify(happening));
  };

  json(): object {
    if (this.customer === null) return {};
    const traces = [...this.lines.values()].map((lines) => lines.map((line) => JSON.parse(line) as unknown));
    return { trace: traces.length < 2 ? (traces[0] ?? []) : traces };
  }

  text(): readonly string[] {
    if (this.customer === null) return [];
    if (this.lines.size === 0) return [`\nNothing happened to a customer "${this.customer}".`];
    return [...this.lines].map(
      ([policy, lines]) => `\nCustomer ${this.customer} under ${policy.sets.join(', ')}\n${lines.join('\n')}`,
    );
  }
}
