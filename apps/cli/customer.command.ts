import type { Instant, Json } from '#journey';
import type { TimelineEntry } from '#store';
import type { Standing } from '#temporal';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

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
  const { withStore } = await import('./house.ts');
  const { customerWorkflows } = await import('./customer-workflows.ts');
  await withStore(async (store, config) => {
    const timeline = await store.timeline.ofCustomer(id, { limit: Number(options.limit) || 200 });
    if (timeline.length === 0) {
      throw new CommandFailure(
        `Nothing is known of a customer "${id}". Ids are as upstream sends them.`,
        ExitCode.notFound,
      );
    }
    const workflows = await customerWorkflows(config);
    const standing = await workflows.standing(id).finally(() => workflows.close());
    if (options.json === true) terminal.printJson({ customerId: id, timeline, standing });
    else {
      for (const entry of timeline) terminal.print(lineOf(entry));
      terminal.print(standingText(standing));
    }
  });
}

export function lineOf({ at, kind, what }: TimelineEntry): string {
  const facts = shown.flatMap((column) => {
    const value = what[column];
    return value === undefined || value === null || value === '' ? [] : [valueText(value)];
  });
  return `${iso(at)}  ${kind.padEnd(17)} ${facts.join(' · ')}`;
}

/** Columns that say something to a person, in the order in which they read best; personal ones are not among them. */
const shown = [
  'type',
  'journey',
  'stage',
  'stall',
  'name',
  'kind',
  'channel',
  'result',
  'by',
  'how',
  'outcome',
  'disposition',
  'blocked_by',
  'until',
  'because',
  'cancelled_because',
];

function valueText(value: Json): string {
  return typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.map(String).join(', ')
      : JSON.stringify(value);
}

function standingText(standing: Standing | null): string {
  if (standing === null) return 'Nothing is due: no workflow runs for this customer.';
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

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
