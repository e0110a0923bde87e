import type { ClockRow } from '#clock';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  readonly json?: true;
}

export const clockCommand: CliCommand = {
  name: 'clock',
  register(program, terminal) {
    program
      .command('clock')
      .description('Business time: what it is, and outside production stop it, start it, or set its speed.')
      .argument('[change]', 'stop, start, or how many times as fast as life: 60, 1440, …')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        examples(['tendril clock', 'tendril clock stop', 'tendril clock start', 'tendril clock 60']),
      )
      .action((change: string | undefined, options: Options) => run(change, options, terminal));
  },
};

async function run(change: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  const { withStore } = await import('./house.ts');
  const { businessAt, ClockKeeper, clockRow, runsAt } = await import('#clock');
  await withStore(async (store, { clock }) => {
    const wall = Date.now();
    const row =
      clock.kind === 'wall'
        ? unchanged(change, clockRow(wall, 1, wall))
        : await changed(new ClockKeeper(store.clock), change, (await store.clock.read()) ?? clockRow(wall, 1, wall));
    const at = new Date(businessAt(row, Date.now())).toISOString();
    const isRunning = runsAt(row, Date.now());
    if (options.json === true) terminal.printJson({ at, isRunning, speed: row.speed });
    else terminal.print(`${at}  ${isRunning ? `${row.speed} times as fast as life` : 'stands still'}`);
  });
}

function unchanged(change: string | undefined, row: ClockRow): ClockRow {
  if (change === undefined) return row;
  throw new CommandFailure('Production lives by the wall clock, which nobody stops or hurries.', ExitCode.usage);
}

interface Changes {
  stop(): Promise<ClockRow>;
  start(): Promise<ClockRow>;
  setSpeed(speed: number): Promise<ClockRow>;
}

async function changed(keeper: Changes, change: string | undefined, row: ClockRow): Promise<ClockRow> {
  if (change === undefined) return row;
  if (change === 'stop') return keeper.stop();
  if (change === 'start') return keeper.start();
  const speed = Number(change);
  if (Number.isFinite(speed) && speed >= 0.001 && speed <= 1_000_000) return keeper.setSpeed(speed);
  throw new CommandFailure(
    `The clock takes stop, start, or a speed from 0.001 to 1,000,000; not "${change}".`,
    ExitCode.usage,
  );
}
