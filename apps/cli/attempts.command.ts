import type { ServedConfig } from '#config';
import type { OpenAttempt } from '#store';
import type { CliCommand } from './cli-command.ts';
import { examples } from './examples.ts';
import type { Terminal } from './terminal.ts';
import { wholeNumber } from './whole-number.ts';

interface Options {
  readonly unknown?: true;
  readonly limit: string;
  readonly json?: true;
}

export const attemptsCommand: CliCommand = {
  name: 'attempts',
  register(program, terminal) {
    program
      .command('attempts')
      .description(
        'Attempts whose outcome is not known: awaited, or unknown. They count, and are never dispatched again.',
      )
      .option('--unknown', 'only those that nobody waits for any more')
      .option('--limit <n>', 'at most so many, oldest first', '100')
      .option('--json', 'print JSON')
      .addHelpText('after', examples(['tendril attempts', 'tendril attempts --unknown --json']))
      .action((options: Options) => run(options, terminal));
  },
};

async function run({ unknown, limit, json }: Options, terminal: Terminal): Promise<void> {
  const atMost = wholeNumber('--limit', limit);
  const { withStore } = await import('./house.ts');
  await withStore(async (store, config) => {
    const open = await store.inquiries.open({ unknown: unknown === true, limit: atMost });
    const asked = await askableOf(config);
    const attempts = open.map((attempt) => readable(attempt, asked.includes(attempt.channel)));
    if (json === true) return terminal.printJson(attempts);
    if (attempts.length === 0) return terminal.print('The outcome of every attempt is known.');
    const columns = ['customer', 'attempt', 'channel', 'provider', 'begun', 'state', 'asked', 'next'];
    const rows = attempts.map((one) => [
      one.customerId,
      one.attempt,
      one.channel,
      one.provider,
      one.begunAt,
      one.detail === null ? one.state : `${one.state}: ${one.detail.slice(0, 60)}`,
      String(one.asked),
      one.canBeAsked ? (one.askAt ?? 'never') : 'nobody to ask',
    ]);
    terminal.print(terminal.table(columns, rows));
    if (open.length === atMost) terminal.note(`There may be more: --limit ${atMost * 10} shows them.`);
  });
}

/** As ingest, which asks, reads the same configuration. */
async function askableOf({ channels, channelSeed, environment, url }: ServedConfig): Promise<readonly string[]> {
  const { askable, bindChannels } = await import('#channels');
  return askable(bindChannels(channels, { seed: channelSeed, environment, publicUrl: url }));
}

function readable({ begunAt, askAt, ...attempt }: OpenAttempt, canBeAsked: boolean) {
  return {
    ...attempt,
    begunAt: new Date(begunAt).toISOString(),
    canBeAsked,
    askAt: askAt === null || !canBeAsked ? null : new Date(askAt).toISOString(),
  };
}
