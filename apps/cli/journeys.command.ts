import { existsSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import type { Catalogue, CatalogueLock } from '#journey';
import type { Policy } from '#policy';
import type { Command } from 'commander';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import { readJsonFile } from './read-json-file.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  readonly catalogue?: string;
  readonly lock?: string;
  readonly policy?: string;
  readonly json?: true;
}

export const journeysCommand: CliCommand = {
  name: 'journeys',
  register(program, terminal) {
    const journeys = program
      .command('journeys')
      .description('List, check, draw and publish journeys.')
      .addHelpText(
        'after',
        examples(['tendril journeys list', 'tendril journeys diagram credit', 'tendril journeys lint']),
      );
    withCatalogue(journeys.command('list').description('Journeys with their stages and touches.'))
      .addHelpText('after', examples(['tendril journeys list --catalogue loans.ts --json']))
      .action((options: Options) => list(options, terminal));
    withCatalogue(
      journeys.command('lint').description('Is every journey sound and as it was published, and may its texts go out?'),
    )
      .option('--lock <file>', 'hashes of what is published (default: workflows/catalogue.lock.json)')
      .option(
        '--policy <preset or file>',
        'by which policy to look at texts and at rules of the journeys; default: the one the product starts with',
      )
      .addHelpText('after', examples(['tendril journeys lint', 'tendril journeys lint --catalogue loans.ts']))
      .action((options: Options) => lint(options, terminal));
    withCatalogue(
      journeys.command('diagram').description('A journey as a Mermaid flowchart.').argument('<journey>', 'its id'),
    )
      .addHelpText('after', examples(['tendril journeys diagram credit > credit.mmd']))
      .action((id: string, options: Options) => draw(id, options, terminal));
    withCatalogue(journeys.command('lock').description('Publish: write the hash of every journey and guard.'))
      .option('--lock <file>', 'where to (default: workflows/catalogue.lock.json)')
      .addHelpText('after', examples(['tendril journeys lock && git add workflows/catalogue.lock.json']))
      .action((options: Options) => lock(options, terminal));
  },
};

function withCatalogue(command: Command): Command {
  return command
    .option('--catalogue <file.ts>', "another catalogue than the product's own")
    .option('--json', 'print JSON');
}

async function catalogueOf({ catalogue }: Options): Promise<Catalogue> {
  const { loadCatalogue, ownCatalogue } = await import('./load-catalogue.ts');
  return loadCatalogue(catalogue ?? ownCatalogue);
}

async function list(options: Options, terminal: Terminal): Promise<void> {
  const { journeys } = await catalogueOf(options);
  if (options.json === true) return terminal.printJson(journeys);
  const rows = journeys.map(({ id, version, title, owner, stages }) => [
    `${id}@${version}`,
    title,
    owner,
    stages.map(({ name }) => name).join(' > '),
    stages.flatMap(({ stalls = [] }) => stalls.filter(({ touch }) => touch !== undefined)).length,
  ]);
  terminal.print(terminal.table(['journey', 'title', 'owner', 'stages', 'touches'], rows));
}

async function lint(options: Options, terminal: Terminal): Promise<void> {
  const catalogue = await catalogueOf(options);
  const { lockOf, silentEdits } = await import('#journey');
  const { tighteningFaults } = await import('#policy');
  const { loadPolicy, sha256 } = await import('./load-policy.ts');
  const policy = await loadPolicy(options.policy ?? null, [process.cwd()]);
  const now = lockOf(catalogue, sha256);
  const file = await lockFile(options);
  const locked = file !== null && existsSync(file) ? (readJsonFile(file) as CatalogueLock) : null;
  const edits = locked === null ? [] : silentEdits(locked, now);
  const texts = options.catalogue === undefined ? await unfitTexts(catalogue, policy) : null;
  const unperformed = options.catalogue === undefined ? await unperformedActivities(catalogue) : [];
  const faults = [...edits, ...unperformed, ...tighteningFaults(catalogue.journeys, policy), ...(texts ?? [])];
  const unpublished = Object.keys(now.journeys).filter((name) => locked?.journeys[name] === undefined);
  if (options.json === true) terminal.printJson({ faults, unpublished });
  else {
    for (const fault of faults) terminal.print(fault);
    const count = catalogue.journeys.length;
    if (faults.length === 0) terminal.print(`${count} ${count === 1 ? 'journey is' : 'journeys are'} sound.`);
    if (texts === null)
      terminal.print('Texts and activities were not checked: those of another catalogue are not known here.');
    if (unpublished.length > 0 && file !== null) {
      terminal.print(`Not published yet: ${unpublished.join(', ')}. \`tendril journeys lock\` publishes them.`);
    }
  }
  if (faults.length > 0) {
    throw new CommandFailure(
      faults.length === 1 ? 'A fault was found.' : `${faults.length} faults were found.`,
      ExitCode.failed,
    );
  }
}

async function unfitTexts(catalogue: Catalogue, policy: Policy): Promise<readonly string[]> {
  const { languages, textOf } = await import('#workflows/texts');
  const { textFaults } = await import('./text-faults.ts');
  return textFaults(catalogue, languages, textOf, policy);
}

async function unperformedActivities({ journeys }: Catalogue): Promise<readonly string[]> {
  const { lendingActivities } = await import('#workflows/activities');
  const { activityFaults } = await import('#journey');
  return activityFaults(journeys, new Set(Object.keys(lendingActivities)));
}

async function draw(id: string, options: Options, terminal: Terminal): Promise<void> {
  const { journeys } = await catalogueOf(options);
  const { diagram } = await import('#journey');
  const definition = journeys.find((journey) => journey.id === id);
  if (definition === undefined) {
    const known = journeys.map((journey) => journey.id).join(', ');
    throw new CommandFailure(`There is no journey "${id}". The journeys are ${known}.`, ExitCode.notFound);
  }
  const mermaid = diagram(definition);
  if (options.json === true) terminal.printJson({ journey: id, mermaid });
  else terminal.print(mermaid);
}

async function lock(options: Options, terminal: Terminal): Promise<void> {
  const catalogue = await catalogueOf(options);
  const file = await lockFile(options);
  if (file === null)
    throw new CommandFailure('Say with --lock where the hashes of this catalogue are kept.', ExitCode.usage);
  const { lockOf, silentEdits } = await import('#journey');
  const { sha256 } = await import('./load-policy.ts');
  const now = lockOf(catalogue, sha256);
  const before = existsSync(file) ? (readJsonFile(file) as CatalogueLock) : { journeys: {}, guards: {} };
  const faults = silentEdits(before, now);
  if (faults.length > 0) throw new CommandFailure(`Nothing was written.\n${faults.join('\n')}`, ExitCode.failed);
  // Earlier versions stay: runs in flight still use them, and their names must not be taken again.
  const written = { journeys: { ...before.journeys, ...now.journeys }, guards: { ...before.guards, ...now.guards } };
  writeFileSync(file, `${JSON.stringify(sorted(written), null, 2)}\n`);
  if (options.json === true) terminal.printJson(written);
  else terminal.print(`Published ${Object.keys(now.journeys).join(', ')}: ${file}`);
}

async function lockFile({ catalogue, lock: file }: Options): Promise<string | null> {
  if (file !== undefined) return file;
  if (catalogue !== undefined) return null;
  const { ownLock } = await import('./load-catalogue.ts');
  return ownLock;
}

function sorted({ journeys, guards }: CatalogueLock): CatalogueLock {
  const byName = <T>(record: { readonly [name: string]: T }): { readonly [name: string]: T } =>
    Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
  return { journeys: byName(journeys), guards: byName(guards) };
}
