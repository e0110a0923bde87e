import type { JourneyFunnel } from '#funnels';
import type { FunnelQuestion } from '#store';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';
import { wholeNumber } from './whole-number.ts';

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
  const question: FunnelQuestion = {
    journey,
    ...(options.of !== undefined && { version: wholeNumber('--of', options.of) }),
    ...(options.arm !== undefined && { arm: options.arm }),
  };
  const { withStore } = await import('./house.ts');
  const { journeyFunnel } = await import('#funnels');
  const { lendingCatalogue } = await import('#workflows/catalogue');
  const definition = lendingCatalogue.journeys.find(({ id }) => id === journey);
  await withStore(async (store) => {
    const funnel = await journeyFunnel(store.funnels, question, definition);
    if (funnel.runs === 0 && definition === undefined) {
      const known = lendingCatalogue.journeys.map(({ id }) => id).join(', ');
      throw new CommandFailure(
        `There is no journey "${journey}", and no run of one is recorded. The journeys are ${known}.`,
        ExitCode.notFound,
      );
    }
    if (options.json === true) terminal.printJson(funnel);
    else printFunnel(funnel, terminal);
  });
}

function printFunnel(funnel: JourneyFunnel, terminal: Terminal): void {
  const { runs, open, endedBy, converted, stages } = funnel;
  const ends = Object.entries(endedBy).map(([how, count]) => `${how} ${count}`);
  terminal.print(
    `${runs} ${runs === 1 ? 'run' : 'runs'}: ${[`open ${open}`, ...ends].join(', ')}; converted ${converted}`,
  );
  terminal.print(
    terminal.table(
      ['stage', ...counted, 'median'],
      stages.map((stage) => [stage.stage, ...counted.map((step) => stage[step]), hours(stage.medianMs)]),
    ),
  );
  const blocked = stages.flatMap(({ stage, blockedBy }) =>
    blockedBy.map(({ rule, touches }) => [stage, rule, touches] as const),
  );
  if (blocked.length > 0) terminal.print(`\n${terminal.table(['blocked in', 'by rule', 'touches'], blocked)}`);
}

const counted = [
  'entered',
  'stalled',
  'planned',
  'blocked',
  'attempted',
  'connected',
  'converted',
  'assisted',
] as const;

function hours(ms: number | null): string {
  return ms === null ? '-' : `${(ms / 3_600_000).toFixed(2)} h`;
}
