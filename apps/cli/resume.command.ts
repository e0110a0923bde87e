import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import { jsonOfStop, stopTarget, targetText } from './stop-target.ts';
import type { StopOptions } from './stop-target.ts';
import type { Terminal } from './terminal.ts';
import { RATE_OPTION, wakeRate } from './wake-rate.ts';

type Options = StopOptions & { readonly rate?: string; readonly json?: true };

export const resumeCommand: CliCommand = {
  name: 'resume',
  register(program, terminal) {
    program
      .command('resume')
      .description(
        'Lift a stop. The product wakes what was held, the most important first and spread out, and sends it if it is still wanted. Safe to repeat.',
      )
      .option('--customer <id>', 'the stop of this customer')
      .option('--channel <word>', 'the stop of this channel')
      .option('--provider <name>', 'the stop of this provider')
      .option('--journey <id>', 'the stop of this journey')
      .option('--stage <journey/stage>', 'the stop of this stage')
      .option(...RATE_OPTION)
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        examples(['tendril resume', 'tendril resume --customer c-1042', 'tendril resume --rate 10']),
      )
      .action((options: Options) => run(options, terminal));
  },
};

async function run(options: Options, terminal: Terminal): Promise<void> {
  const rate = wakeRate(options.rate);
  const { businessNow, withStore } = await import('./house.ts');
  const { customers, watchWake } = await import('./watch-wake.ts');
  const target = stopTarget(options);
  await withStore(async (store, config) => {
    const lifted = await store.stops.resume(target, await businessNow(store, config), rate);
    if (lifted === null) {
      throw new CommandFailure(
        `There was never a stop of ${targetText(target)}. \`tendril stop --list\` shows those in force.`,
        ExitCode.notFound,
      );
    }
    const { woken, how } = await watchWake(store, lifted.wake, terminal);
    if (how === 'stopped again') {
      throw new CommandFailure(
        `${targetText(target)} was stopped again meanwhile: ${customers(woken)} had been woken, the others stay held.`,
        ExitCode.failed,
      );
    }
    if (options.json === true) {
      return terminal.printJson({
        resumed: jsonOfStop(lifted.stop),
        again: lifted.wasLifted,
        woken,
        isWhole: how === 'all woken',
      });
    }
    const first = lifted.wasLifted
      ? `Had been resumed before: ${targetText(target)}`
      : `Resumed: ${targetText(target)}`;
    if (how === null) return terminal.print(`${first}.`);
    terminal.print(`${first}. ${customers(woken)} who were held look at it anew.`);
    const others = await store.stops.list();
    if (others.length > 0) terminal.print(`Still stopped: ${others.map(targetText).join(', ')}.`);
  });
}
