import type { TimelineEntry } from '#store';
import type { Standing } from '#temporal';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import { LANGUAGE_OPTION, languageNamed } from './language.ts';
import { standingText } from './standing.text.ts';
import { wholeNumber } from './whole-number.ts';
import type { Terminal } from './terminal.ts';
import { iso, jsonOf, lineOf } from './timeline.text.ts';

interface Options {
  readonly limit: string;
  readonly language: string;
  readonly json?: true;
}

export const customerCommand: CliCommand = {
  name: 'customer',
  register(program, terminal) {
    program
      .command('customer')
      .description("One customer's life: events, stages, touches, verdicts, and what is due next.")
      .argument('<id>', 'the customer')
      .option('--limit <n>', 'the newest lines of the timeline', '200')
      .option(...LANGUAGE_OPTION)
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        examples([
          'tendril customer c-1042',
          'tendril customer c-1042 --language zh',
          'tendril customer c-1042 --limit 20 --json',
        ]),
      )
      .action((id: string, options: Options) => run(id, options, terminal));
  },
};

async function run(id: string, options: Options, terminal: Terminal): Promise<void> {
  const limit = wholeNumber('--limit', options.limit);
  const language = languageNamed(options.language);
  const { explainCause } = await import('#policy');
  const { withStore } = await import('./house.ts');
  const { customerWorkflows } = await import('./customer-workflows.ts');
  await withStore(async (store, config) => {
    const timeline = await store.timeline.ofCustomer(id, { limit });
    if (timeline.length === 0) {
      throw new CommandFailure(
        `Nothing is known of a customer "${id}". Ids are as upstream sends them.`,
        ExitCode.notFound,
      );
    }
    const workflows = await customerWorkflows(config);
    const standing = await workflows.standing(id).finally(() => workflows.close());
    if (options.json === true) {
      terminal.printJson({
        customerId: id,
        timeline: timeline.map(jsonOf),
        standing: standing === null ? null : standingJson(standing),
      });
      return;
    }
    // A rule is quoted only from the very policy that decided.
    const policies = await store.policies.getAll([...new Set(timeline.flatMap(({ what }) => hashIn(what)))]);
    for (const entry of timeline) {
      const policy = policies.get(hashIn(entry.what)[0] ?? '');
      terminal.print(lineOf(entry, language, (word) => explainCause(word, language, policy)));
    }
    terminal.print(standingText(standing, language));
    if (timeline.length === limit) terminal.note(`Only the newest ${limit} lines; --limit shows more.`);
  });
}

function hashIn({ policy }: TimelineEntry['what']): readonly string[] {
  return typeof policy === 'string' ? [policy] : [];
}

function standingJson({ at, nextDue, runs, touches, dispatching, unread, unrecorded, history }: Standing) {
  const when = (instant: number | null) => (instant === null ? null : iso(instant));
  return {
    at: when(at),
    nextDue: when(nextDue),
    runs: runs.map((run) => ({ ...run, nextDeadline: when(run.nextDeadline) })),
    touches: touches.map((touch) => ({ ...touch, dueAt: when(touch.dueAt) })),
    dispatching,
    unread,
    unrecorded,
    history,
  };
}
