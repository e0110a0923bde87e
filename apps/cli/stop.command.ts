import type { Stop, Wake } from '#store';
import type { CliCommand } from './cli-command.ts';
import { examples } from './examples.ts';
import { jsonOfStop, stopTarget, targetOption, targetText, unknownTarget } from './stop-target.ts';
import type { StopOptions } from './stop-target.ts';
import type { Terminal } from './terminal.ts';
import { asRate } from './wake-rate.ts';

type Options = StopOptions & { readonly note?: string; readonly list?: true; readonly json?: true };

export const stopCommand: CliCommand = {
  name: 'stop',
  register(program, terminal) {
    program
      .command('stop')
      .description('Stop touches. When it returns the stop is in force: no dispatch begins after that.')
      .option('--customer <id>', 'only for this customer')
      .option('--channel <word>', 'only on this channel: sms, call, …')
      .option('--provider <name>', 'only through this provider')
      .option('--journey <id>', 'only of this journey')
      .option('--stage <journey/stage>', 'only of this stage')
      .option('--note <text>', 'why, for whoever asks')
      .option('--list', 'only list the stops in force, and the waking after those that were lifted')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        examples(['tendril stop', 'tendril stop --customer c-1042 --note "asked by phone"', 'tendril stop --list']),
      )
      .action((options: Options) => run(options, terminal));
  },
};

async function run(options: Options, terminal: Terminal): Promise<void> {
  const { businessNow, withStore } = await import('./house.ts');
  await withStore(async (store, config) => {
    if (options.list === true) {
      const [stops, waking] = await Promise.all([store.stops.list(), store.wakes.owed()]);
      return options.json === true
        ? terminal.printJson({ stops: stops.map(jsonOfStop), waking: waking.map(jsonOfWake) })
        : list(stops, waking, terminal);
    }
    const target = stopTarget(options);
    const stop = await store.stops.stop(target, await businessNow(store, config), options.note);
    if (options.json === true) terminal.printJson(jsonOfStop(stop));
    else
      terminal.print(
        `Stopped: ${targetText(target)}. No dispatch begins until \`tendril resume${targetOption(target)}\`.`,
      );
    const warning = await unknownTarget(target, config);
    if (warning !== null) terminal.note(warning);
  });
}

function list(stops: readonly Stop[], waking: readonly Wake[], terminal: Terminal): void {
  if (stops.length === 0) terminal.print('No stop is in force.');
  else {
    const rows = stops.map((stop) => [targetText(stop), new Date(stop.from).toISOString(), stop.note ?? '']);
    terminal.print(terminal.table(['stopped', 'since (business time)', 'note'], rows));
  }
  if (waking.length === 0) return;
  const rows = waking.map(({ of, owedAt, woken, share }) => [
    targetText(of),
    new Date(owedAt).toISOString(),
    woken,
    asRate(share),
  ]);
  terminal.print(terminal.table(['waking', 'since (wall clock)', 'woken', 'a second'], rows));
}

function jsonOfWake({ of, owedAt, woken, rate, share }: Wake) {
  return { ...of, owedAt: new Date(owedAt).toISOString(), woken, rate, share };
}
