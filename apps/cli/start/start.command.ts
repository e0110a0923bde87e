import type { CliCommand } from '../cli-command.ts';
import { CommandFailure } from '../command-failure.ts';
import { examples } from '../examples.ts';
import { ExitCode } from '../exit-code.ts';

interface StartOptions {
  readonly story: boolean;
  readonly customers: string;
  readonly speed?: string;
}

export const startCommand: CliCommand = {
  name: 'start',
  register(program, terminal) {
    program
      .command('start')
      .description('Run everything on this machine: servers, ingest, worker, and a live story. Ctrl-C stops it all.')
      .option('--no-story', 'invent no customers; wait for events of your own')
      .option('--customers <n>', 'how many customers the story invents', '300')
      .option(
        '--speed <n>',
        'business time per wall time; else CLOCK_SPEED, else 1440 (a day a minute) with the story, 1 without',
      )
      .addHelpText(
        'after',
        examples([
          'tendril start',
          'tendril start --no-story --speed 1',
          'HTTP_PORT=8080 TENDRIL_HOME=/srv/tendril tendril start',
          'DATABASE_URL=postgresql://… TEMPORAL_ADDRESS=host:7233 tendril start --no-story',
        ]),
      )
      .action(async (options: StartOptions) => {
        const customers = numberOf('--customers', options.customers);
        const speed = options.speed === undefined ? null : numberOf('--speed', options.speed);
        const { runMachine } = await import('./run-machine.ts');
        await runMachine({ story: options.story ? { customers } : null, speed }, terminal);
      });
  },
};

function numberOf(option: string, text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number > 0) return number;
  throw new CommandFailure(`${option} wants a number above 0, and "${text}" is none.`, ExitCode.usage);
}
