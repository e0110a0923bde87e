import type { Standing } from '#temporal';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import { wholeNumber } from './whole-number.ts';
import type { Terminal } from './terminal.ts';
import { iso, jsonOf, lineOf } from './timeline.text.ts';

interface Options {
  readonly limit: string;
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
      .option('--json', 'print JSON')
      .addHelpText('after', examples(['tendril customer c-1042', 'tendril customer c-1042 --limit 20 --json']))
      .action((id: string, options: Options) => run(id, options, terminal));
  },
};

async function run(id: string, options: Options, terminal: Terminal): Promise<void> {
  const limit = wholeNumber('--limit', options.limit);
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
    for (const entry of timeline) terminal.print(lineOf(entry));
    terminal.print(standingText(standing));
    if (timeline.length === limit) terminal.note(`Only the newest ${limit} lines; --limit shows more.`);
  });
}

function standingText(standing: Standing | null): string {
  if (standing === null) return '\nNothing is due: no workflow runs for this customer.';
  const runs = standing.runs.map(
    ({ journey, version, subject, stages, nextDeadline }) =>
      `In ${journey}@${version}${subject === null ? '' : ` (${subject})`}: ${stages.join(', ') || 'all stages done'}` +
      (nextDeadline === null ? '' : `, next deadline ${iso(nextDeadline)}`),
  );
  const touches = standing.touches.map(
    ({ touch, state, dueAt }) => `Touch ${touch}: ${state}${dueAt === null ? '' : ` until ${iso(dueAt)}`}`,
  );
  const next = standing.nextDue === null ? 'Nothing is due.' : `Due next: ${iso(standing.nextDue)}.`;
  return ['', ...runs, ...touches, next].join('\n');
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
