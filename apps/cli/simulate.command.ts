import type { ScriptLine } from '#rehearsal';
import { CommandFailure } from './command-failure.ts';
import type { CliCommand } from './cli-command.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import { readJsonFile } from './read-json-file.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  readonly catalogue?: string;
  readonly policy?: string;
  readonly zone: string;
  readonly arm?: string;
  readonly until?: string;
  readonly json?: true;
}

export const simulateCommand: CliCommand = {
  name: 'simulate',
  register(program, terminal) {
    program
      .command('simulate')
      .description('Let one customer live through a script on a virtual clock: what would happen, and what be sent?')
      .argument(
        '<script.json>',
        'lines of [when, event type, properties]: ["30m", "order.placed", { "orderId": "o-1" }]',
      )
      .option('--catalogue <file.ts>', "another catalogue than the product's own")
      .option('--policy <preset or file>', 'several with commas; default: the policy the product starts with')
      .option('--zone <name>', "the customer's time zone", 'UTC')
      .option('--arm <arm>', 'somebody in this arm of the experiment')
      .option('--until <when>', 'stop looking then: "10 days"; default: when nothing is due any more')
      .option('--json', 'print all that happened as JSON')
      .addHelpText(
        'after',
        examples([
          'tendril simulate script.json --zone Asia/Shanghai',
          'tendril simulate script.json --policy none --arm friendly',
        ]),
      )
      .action((script: string, options: Options) => run(script, options, terminal));
  },
};

async function run(script: string, options: Options, terminal: Terminal): Promise<void> {
  const { aCustomer, customerIn, simulate, stagesOf, stallsOf, verdictsOf, touchesOf } = await import('#rehearsal');
  const { loadCatalogue, ownCatalogue } = await import('./load-catalogue.ts');
  const { loadPolicy } = await import('./load-policy.ts');
  const lines = scriptIn(readJsonFile(script), script);
  const facts = { zone: options.zone };
  const customer = options.arm === undefined ? aCustomer('customer-1', facts) : customerIn(options.arm, facts);
  const log = simulate(await loadCatalogue(options.catalogue ?? ownCatalogue), customer, lines, {
    policy: await loadPolicy(options.policy ?? null, [process.cwd()]),
    ...(options.until !== undefined && { until: options.until }),
  });
  if (options.json === true) return terminal.printJson(log.happenings);
  const parts = { stages: stagesOf(log), stalls: stallsOf(log), verdicts: verdictsOf(log), sent: touchesOf(log) };
  for (const [part, said] of Object.entries(parts)) {
    terminal.print(`${part}:${said.length === 0 ? ' none' : ''}`);
    for (const line of said) terminal.print(`  ${line}`);
  }
}

function scriptIn(json: unknown, file: string): readonly ScriptLine[] {
  const fine =
    Array.isArray(json) &&
    json.every((line) => Array.isArray(line) && typeof line[0] === 'string' && typeof line[1] === 'string');
  if (fine) return json as readonly ScriptLine[];
  throw new CommandFailure(
    `"${file}" is no script. Write a list of lines such as ["30m", "order.placed", { "orderId": "o-1" }].`,
    ExitCode.usage,
  );
}
