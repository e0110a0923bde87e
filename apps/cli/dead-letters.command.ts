import type { DeadLetter, Store } from '#store';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';
import { wholeNumber } from './whole-number.ts';

interface Listing {
  readonly json?: true;
  readonly all?: true;
  readonly limit: string;
}

interface Replaying {
  readonly json?: true;
  readonly all?: true;
}

export const deadLettersCommand: CliCommand = {
  name: 'dead-letters',
  register(program, terminal) {
    const group = program
      .command('dead-letters')
      .description('What could not be taken in, with everything that was wrong with it.')
      .addHelpText(
        'after',
        examples([
          'tendril dead-letters list',
          'tendril dead-letters show 17',
          'tendril dead-letters replay 17 18',
          'tendril dead-letters replay --all',
        ]),
      );
    group
      .command('list')
      .description('The letters that were not replayed yet, oldest first.')
      .option('--all', 'those that were replayed too')
      .option('--limit <n>', 'at most so many', '100')
      .option('--json', 'print JSON')
      .addHelpText('after', examples(['tendril dead-letters list', 'tendril dead-letters list --all --json']))
      .action((options: Listing) => withStore((store) => list(store, options, terminal)));
    group
      .command('show')
      .description('One letter, its bytes and its faults.')
      .argument('<id>')
      .option('--json', 'print JSON')
      .addHelpText('after', examples(['tendril dead-letters show 17']))
      .action((id: string, options: { readonly json?: true }) =>
        withStore((store) => show(store, id, options, terminal)),
      );
    group
      .command('replay')
      .description('Offer letters to the door again, after what was wrong has been mended.')
      .argument('[ids...]')
      .option('--all', 'every letter that was not replayed yet')
      .option('--json', 'print JSON')
      .addHelpText('after', examples(['tendril dead-letters replay 17 18', 'tendril dead-letters replay --all']))
      .action((ids: readonly string[], options: Replaying) =>
        withStore((store) => replay(store, ids, options, terminal)),
      );
  },
};

async function withStore(work: (store: Store) => Promise<void>): Promise<void> {
  const house = await import('./house.ts');
  await house.withStore(work);
}

async function list(store: Store, { all, limit, json }: Listing, terminal: Terminal): Promise<void> {
  const letters = await store.deadLetters.list({ open: all !== true, limit: wholeNumber('--limit', limit) });
  if (json === true) return terminal.printJson(letters.map(readable));
  const rows = letters.map((letter) => [
    letter.id,
    placeOf(letter),
    new Date(letter.receivedAt).toISOString(),
    firstFault(letter),
  ]);
  terminal.print(
    rows.length === 0 ? 'No dead letters.' : terminal.table(['id', 'from', 'received', 'first fault'], rows),
  );
}

async function show(store: Store, id: string, { json }: { readonly json?: true }, terminal: Terminal): Promise<void> {
  const letter = await letterOf(store, id);
  if (json === true) return terminal.printJson(readable(letter));
  const { bytes, faults, replayedAt } = readable(letter);
  terminal.print(`${placeOf(letter)}${replayedAt === null ? '' : `, replayed ${replayedAt}`}`);
  for (const fault of Array.isArray(faults) ? faults : []) terminal.print(`  ${JSON.stringify(fault)}`);
  terminal.print(bytes ?? '(no bytes)');
}

/** Through the very use case of the doors; a letter that is taken now is marked. */
async function replay(
  store: Store,
  ids: readonly string[],
  { all, json }: Replaying,
  terminal: Terminal,
): Promise<void> {
  if (ids.length === 0 && all !== true) throw new CommandFailure('Name the letters, or say --all.', ExitCode.usage);
  const { openReplay } = await import('./dead-letter-door.ts');
  const door = openReplay(store);
  const answers: { readonly id: string; readonly status: string }[] = [];
  let refused = 0;
  try {
    for await (const letters of all === true
      ? pagesOf(store)
      : [await Promise.all(ids.map((id) => letterOf(store, id)))]) {
      for (const { letter, acceptance } of await door.replay(letters)) {
        if (json !== true) terminal.print(`${letter.id} ${acceptance.status}`);
        answers.push({ id: letter.id, status: acceptance.status });
        if (acceptance.status === 'rejected' || acceptance.status === 'conflict') refused += 1;
      }
    }
  } finally {
    await door.close();
  }
  if (json === true) terminal.printJson(answers);
  else if (answers.length === 0) terminal.print('No letter waits to be replayed.');
  if (refused > 0)
    throw new CommandFailure(
      `${refused} ${refused === 1 ? 'letter was' : 'letters were'} refused again; see \`tendril dead-letters show <id>\`.`,
      ExitCode.failed,
    );
}

async function* pagesOf(store: Store): AsyncGenerator<readonly DeadLetter[]> {
  let after: string | undefined;
  for (;;) {
    const page = await store.deadLetters.list({ open: true, limit: 100, ...(after === undefined ? {} : { after }) });
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.id;
  }
}

async function letterOf(store: Store, id: string): Promise<DeadLetter> {
  const letter = await store.deadLetters.show(id);
  if (letter === null)
    throw new CommandFailure(
      `There is no dead letter ${id}. See \`tendril dead-letters list --all\`.`,
      ExitCode.notFound,
    );
  return letter;
}

function placeOf({ door, topic, partition, offset }: DeadLetter): string {
  return topic === null ? door : `${topic}/${partition ?? '?'}@${offset ?? '?'}`;
}

function firstFault({ faults }: DeadLetter): string {
  const first: unknown = Array.isArray(faults) ? faults[0] : null;
  const message: unknown = typeof first === 'object' && first !== null ? Reflect.get(first, 'message') : null;
  return typeof message === 'string' ? message.slice(0, 100) : '';
}

function readable({ bytes, key, receivedAt, replayedAt, ...letter }: DeadLetter) {
  return {
    ...letter,
    key: key === null ? null : Buffer.from(key).toString('utf8'),
    bytes: bytes === null ? null : Buffer.from(bytes).toString('utf8'),
    receivedAt: new Date(receivedAt).toISOString(),
    replayedAt: replayedAt === null ? null : new Date(replayedAt).toISOString(),
  };
}
