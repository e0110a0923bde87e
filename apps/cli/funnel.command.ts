import type { FunnelQuestion } from '#store';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  readonly of?: string;
  readonly arm?: string;
  readonly json?: true;
}

export const funnelCommand: CliCommand = {
  name: 'funnel',
  register(program, terminal) {
    program
      .command('funnel')
      .description('Where the runs of a journey stand: entered, stalled, planned, blocked, attempted, converted.')
      .argument('<journey>', 'its id')
      .option('--of <version>', 'only runs of this version')
      .option('--arm <arm>', 'only runs of this arm of the experiment')
      .option('--json', 'print JSON')
      .addHelpText('after', examples(['tendril funnel credit', 'tendril funnel credit --of 3 --arm friendly --json']))
      .action((journey: string, options: Options) => run(journey, options, terminal));
  },
};

async function run(journey: string, options: Options, terminal: Terminal): Promise<void> {
  const { withStore } = await import('./house.ts');
  const question: FunnelQuestion = {
    journey,
    ...(options.of !== undefined && { version: Number(options.of) }),
    ...(options.arm !== undefined && { arm: options.arm }),
  };
  await withStore(async (store) => {
    const [runs, stages, reasons] = await Promise.all([
      store.funnels.runs(question),
      store.funnels.stages(question),
      store.funnels.reasons(question),
    ]);
    if (runs.runs === 0) {
      throw new CommandFailure(
        `No run of "${journey}" is recorded. \`tendril journeys list\` names the journeys.`,
        ExitCode.notFound,
      );
    }
    const order = await stageOrder(journey);
    const sorted = [...stages].sort((one, other) => order.indexOf(one.stage) - order.indexOf(other.stage));
    if (options.json === true) return terminal.printJson({ ...question, runs, stages: sorted, reasons });
    const ends = Object.entries(runs.byEnd).map(([how, count]) => `${how} ${count}`);
    terminal.print(`${runs.runs} runs: ${[`open ${runs.open}`, ...ends, `converted ${runs.converted}`].join(', ')}`);
    terminal.print(
      terminal.table(
        [
          'stage',
          'entered',
          'stalled',
          'planned',
          'blocked',
          'attempted',
          'connected',
          'converted',
          'assisted',
          'median',
        ],
        sorted.map((stage) => [
          stage.stage,
          stage.entered,
          stage.stalled,
          stage.planned,
          stage.blocked,
          stage.attempted,
          stage.connected,
          stage.converted,
          stage.assisted,
          stage.medianMs === null ? '-' : `${(stage.medianMs / 3_600_000).toFixed(2)} h`,
        ]),
      ),
    );
    if (reasons.length > 0) {
      terminal.print(
        terminal.table(
          ['blocked in', 'by rule', 'touches'],
          reasons.map(({ stage, rule, touches }) => [stage ?? '-', rule, touches]),
        ),
      );
    }
  });
}

async function stageOrder(journey: string): Promise<readonly string[]> {
  const { lendingCatalogue } = await import('#workflows/catalogue');
  const definition = lendingCatalogue.journeys.find(({ id }) => id === journey);
  return definition?.stages.map(({ name }) => name) ?? [];
}
