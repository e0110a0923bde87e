import type { Reason, Verdict } from '#policy';
import type { AttemptRecord, TouchRecord, VerdictRecord } from '#store';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import { LANGUAGE_OPTION, languageNamed } from './language.ts';
import type { Terminal } from './terminal.ts';
import { whyWords } from './why.text.ts';

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
      .description(
        'Why was this touch sent, held or dropped, and what became of it? Every verdict and attempt in plain words.',
      )
      .argument('<touch>', "the touch's id, as `tendril customer` shows it")
      .requiredOption('--customer <id>', 'whose touch it is')
      .option(...LANGUAGE_OPTION)
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        examples([
          'tendril why credit/a-7/1/documents/nudge/1 --customer c-1042',
          'tendril why credit/a-7/1/documents/nudge/1 --customer c-1042 --language zh',
        ]),
      )
      .action((touch: string, options: Options) => run(touch, options, terminal));
  },
};

async function run(id: string, options: Options, terminal: Terminal): Promise<void> {
  const language = languageNamed(options.language);
  const { explain, explainCause } = await import('#policy');
  const { withStore } = await import('./house.ts');
  await withStore(async (store) => {
    const touch = await store.touches.find(options.customer, id);
    if (touch === null) {
      throw new CommandFailure(
        `Customer "${options.customer}" has no touch "${id}". \`tendril customer ${options.customer}\` lists them.`,
        ExitCode.notFound,
      );
    }
    const verdicts = await store.touches.verdictsOf(options.customer, id);
    const attempts = await store.touches.attemptsOf(options.customer, id);
    const turn = await store.paces.waitOf(options.customer, id);
    // A rule is quoted only from the very policy that decided.
    const policies = await store.policies.getAll(verdicts.map(({ policy }) => policy));
    const answers = verdicts.map((record) => ({
      record,
      lines: explain(verdictOf(record), language, policies.get(record.policy)),
    }));
    if (options.json === true) {
      const verdictsJson = answers.map(({ record, lines }) => ({ ...instantsAsText(record), says: lines }));
      const attemptsJson = attempts.map(instantsAsText);
      return terminal.printJson({
        touch: instantsAsText(touch),
        verdicts: verdictsJson,
        attempts: attemptsJson,
        waitsForTurn: turn,
      });
    }
    const words = whyWords[language];
    terminal.print(words.touch(touch));
    if (answers.length === 0) terminal.print(words.notAsked(touch.how !== null));
    for (const { record, lines } of answers) {
      terminal.print(`\n${words.verdict(record.number)}`);
      for (const line of lines) terminal.print(`  ${line}`);
    }
    if (attempts.length > 0) terminal.print('');
    attempts.forEach((attempt, index) =>
      terminal.print(words.attempt(attempt, index + 1, (word) => explainCause(word, language))),
    );
    if (turn !== null) terminal.print(`\n${words.turn(turn)}`);
  });
}

const instants = new Set(['at', 'until', 'plannedAt', 'usefulUntil', 'startedAt', 'endedAt', 'notSentAt']);

function instantsAsText(record: TouchRecord | VerdictRecord | AttemptRecord): object {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]: [string, unknown]) => [
      name,
      instants.has(name) && typeof value === 'number' ? new Date(value).toISOString() : value,
    ]),
  );
}

/** The verdict as it was given. */
function verdictOf(record: VerdictRecord): Verdict {
  const { at, touch, blockedBy, zones, iana, policy, winner } = record;
  const answer = {
    at,
    touch,
    blockedBy,
    zones,
    iana,
    policy,
    winner,
    reasons: record.reasons as unknown as readonly Reason[],
  };
  const channel = record.channel ?? '';
  switch (record.kind) {
    case 'send':
      return { ...answer, kind: 'send', channel, validUntil: record.until ?? at };
    case 'hold':
      return {
        ...answer,
        kind: 'hold',
        channel,
        until: record.until ?? at,
        ...(record.spreadMs !== null && { spreadMs: record.spreadMs }),
      };
    case 'human':
      return { ...answer, kind: 'human', channel };
    default:
      return { ...answer, kind: 'drop', channel: record.channel };
  }
}
