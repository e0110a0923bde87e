import type { Reason, Verdict } from '#policy';
import type { TouchRecord, VerdictRecord } from '#store';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  readonly customer: string;
  readonly language: string;
  readonly json?: true;
}

export const whyCommand: CliCommand = {
  name: 'why',
  register(program, terminal) {
    program
      .command('why')
      .description('Why was this touch sent, held or dropped? Every verdict in plain words.')
      .argument('<touch>', "the touch's id, as `tendril customer` shows it")
      .requiredOption('--customer <id>', 'whose touch it is')
      .option('--language <en or zh>', 'the language of the answer', 'en')
      .option('--json', 'print JSON')
      .addHelpText('after', examples(['tendril why credit/a-7/1/documents/nudge/1 --customer c-1042']))
      .action((touch: string, options: Options) => run(touch, options, terminal));
  },
};

async function run(id: string, options: Options, terminal: Terminal): Promise<void> {
  const { explain } = await import('#policy');
  const { withStore } = await import('./house.ts');
  const language = options.language === 'zh' ? 'zh' : 'en';
  await withStore(async (store) => {
    const touch = await store.touches.find(options.customer, id);
    if (touch === null) {
      throw new CommandFailure(
        `Customer "${options.customer}" has no touch "${id}". \`tendril customer ${options.customer}\` lists them.`,
        ExitCode.notFound,
      );
    }
    const verdicts = await store.touches.verdictsOf(options.customer, id);
    if (options.json === true) return terminal.printJson({ touch, verdicts });
    terminal.print(touchText(touch));
    for (const record of verdicts) {
      terminal.print(`\n${new Date(record.at).toISOString()}  verdict ${record.number}: ${record.kind}`);
      for (const line of explain(verdictOf(record), language)) terminal.print(`  ${line}`);
    }
  });
}

function touchText(touch: TouchRecord): string {
  const from =
    touch.journey === null
      ? 'requested from outside'
      : `${touch.journey}, stage ${touch.stage ?? '-'}, stall ${touch.stall ?? '-'}`;
  const end = touch.how === null ? 'its last word is not spoken' : `ended: ${touch.how}`;
  const because = touch.cancelledBecause === null ? '' : ` (${touch.cancelledBecause})`;
  return `Touch ${touch.name} (${touch.purpose} by ${touch.via.join(', ')}; ${from}): ${end}${because}.`;
}

/** The verdict as it was given. */
function verdictOf(record: VerdictRecord): Verdict {
  const { at, touch, blockedBy, zones, policy, winner } = record;
  const answer = {
    at,
    touch,
    blockedBy,
    zones,
    policy,
    winner,
    reasons: record.reasons as unknown as readonly Reason[],
  };
  const channel = record.channel ?? '';
  switch (record.kind) {
    case 'send':
      return { ...answer, kind: 'send', channel, validUntil: record.until ?? at };
    case 'hold':
      return { ...answer, kind: 'hold', channel, until: record.until ?? at };
    case 'human':
      return { ...answer, kind: 'human', channel };
    default:
      return { ...answer, kind: 'drop', channel: record.channel };
  }
}
