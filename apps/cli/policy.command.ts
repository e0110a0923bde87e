import type { PolicySet } from '#policy';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { reportShadow } from './policy-shadow.ts';
import type { ShadowOptions } from './policy-shadow.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';
import { RATE_OPTION } from './wake-rate.ts';

interface Options {
  readonly policy?: string;
  readonly catalogue?: string;
  readonly json?: true;
}

export const policyCommand: CliCommand = {
  name: 'policy',
  register(program, terminal) {
    const policy = program
      .command('policy')
      .description('What the contact policy says. A preset is a starting point, not legal advice.')
      .addHelpText(
        'after',
        examples([
          'tendril policy list',
          'tendril policy explain us-reg-f',
          'tendril policy check',
          'tendril policy show',
          'tendril policy shadow --since 24h',
        ]),
      );
    policy
      .command('list')
      .description('All presets, with where they come from and how sure we are.')
      .option('--json', 'print JSON')
      .addHelpText('after', examples(['tendril policy list', 'tendril policy list --json']))
      .action((options: Options) => list(options, terminal));
    policy
      .command('explain')
      .description(
        'The rules of a preset or a policy file, on contacts and on texts. With --json as a policy file writes them.',
      )
      .argument('<preset or file>', 'its name, or its path')
      .option('--json', 'print JSON')
      .addHelpText('after', examples(['tendril policy explain conservative', 'tendril policy explain our-rules.json']))
      .action((preset: string, options: Options) => explain(preset, options, terminal));
    policy
      .command('check')
      .description('Is there a touch that no cap, no hours or no consent rule covers? Do rules contradict each other?')
      .option('--policy <preset or file>', 'several with commas; default: what POLICY says, here or to what runs here')
      .option('--catalogue <file.ts>', "another catalogue than the product's own")
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        examples(['tendril policy check', 'tendril policy check --policy conservative,our-rules.json']),
      )
      .action((options: Options) => check(options, terminal));
    policy
      .command('show')
      .description(
        'The policy in force, whole; or the one that gave a verdict, by its hash as `tendril why` prints it.',
      )
      .argument('[hash]', 'its first letters, six at least')
      .option('--json', 'print JSON')
      .addHelpText('after', examples(['tendril policy show', 'tendril policy show 3f2a9c41d07e --json']))
      .action(async (hash: string | undefined, options: Options) => {
        const { showPolicy } = await import('./policy-show.ts');
        return showPolicy(hash ?? null, options.json === true, terminal);
      });
    policy
      .command('look-again')
      .description(
        'After a change of the policy: ask anew at once about all that an earlier one holds, not only when its hold ends.',
      )
      .option(...RATE_OPTION)
      .option('--json', 'print JSON')
      .addHelpText('after', examples(['tendril policy look-again', 'tendril policy look-again --rate 10']))
      .action(async (options: Options & { readonly rate?: string }) => {
        const { lookAgain } = await import('./look-again.ts');
        return lookAgain(options.rate, options.json === true, terminal);
      });
    policy
      .command('shadow')
      .description('What would rules in shadow have blocked on live traffic? They only report.')
      .option('--since <how long ago>', '90m, 24h or 7d of business time', '7d')
      .option('--json', 'print JSON')
      .addHelpText('after', examples(['tendril policy shadow', 'tendril policy shadow --since 24h --json']))
      .action((options: ShadowOptions) => reportShadow(options, terminal));
  },
};

async function list(options: Options, terminal: Terminal): Promise<void> {
  const { presets } = await import('#policy');
  if (options.json === true) return terminal.printJson(presets);
  const rows = presets.map((set) => [
    set.name,
    set.rules.length,
    set.content?.length ?? 0,
    set.origin?.confidence ?? '-',
    isOn(set) ? 'on' : 'off',
    set.origin?.asOf ?? '-',
    whence(set),
    set.title ?? '',
  ]);
  terminal.print(
    terminal.table(['preset', 'rules', 'on texts', 'confidence', 'ships', 'as of', 'regime', 'title'], rows),
  );
  terminal.print(
    'Confidence: F primary text read, s secondary sources agree, m from memory (ships off), ours our own choice.',
  );
  terminal.print('A preset is a starting point, not legal advice.');
}

async function explain(name: string, options: Options, terminal: Terminal): Promise<void> {
  const { setsNamed } = await import('./load-policy.ts');
  const sets = await setsNamed(name, [process.cwd()]);
  if (options.json === true) return terminal.printJson(sets.length === 1 ? sets[0] : sets);
  const { explainSet } = await import('./policy.text.ts');
  for (const line of sets.flatMap(explainSet)) terminal.print(line);
}

async function check(options: Options, terminal: Terminal): Promise<void> {
  const { coverage, endingCalendars, tighteningFaults, tighteningOf, touchesOf } = await import('#policy');
  const { loadCatalogue, ownCatalogue } = await import('./load-catalogue.ts');
  const { configuredPolicy, loadPolicy } = await import('./load-policy.ts');
  const { calendarsText, meantText, openText, tightenedText } = await import('./policy.text.ts');
  const policy = await (options.policy === undefined
    ? configuredPolicy()
    : loadPolicy(options.policy, [process.cwd()]));
  const { journeys } = await loadCatalogue(options.catalogue ?? ownCatalogue);
  const touches = touchesOf({ journeys });
  const faults = tighteningFaults(journeys, policy);
  if (faults.length > 0) throw new CommandFailure(faults.join('\n'), ExitCode.failed);
  const tightened = journeys.flatMap((one) => (tighteningOf(one) ?? []).map((rule) => ({ journey: one.id, rule })));
  const found = coverage(touches, policy);
  const [findings, meant] = [found.filter((one) => one.meant === null), found.filter((one) => one.meant !== null)];
  const sets = policy.sets.join(', ');
  const ending = endingCalendars(policy, Date.now());
  const { sets: names, hash } = policy;
  if (options.json === true)
    terminal.printJson({ policy: names, hash, tightened, findings, meant, endingCalendars: ending });
  else {
    terminal.print(
      `Policy ${sets} (${policy.hash.slice(0, 12)}): ${policy.rules.length} rules, none contradicts another.`,
    );
    for (const line of calendarsText(policy)) terminal.print(line);
    for (const line of ending) terminal.print(line);
    for (const line of tightened.flatMap(tightenedText)) terminal.print(line);
    for (const line of openText(findings)) terminal.print(line);
    for (const line of meantText(meant)) terminal.print(line);
  }
  if (findings.length > 0) {
    throw new CommandFailure(
      `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'} under ${sets}. Add rules, or say with leavesOpen what is left open on purpose.`,
      ExitCode.failed,
    );
  }
  if (ending.length > 0) throw new CommandFailure(`A calendar of ${sets} ends, as said above.`, ExitCode.failed);
  if (options.json !== true) {
    const among = meant.length === 0 ? '' : ', or left open on purpose as said above';
    terminal.print(`All ${touches.length} touches are covered by ${sets}${among}.`);
  }
}

function isOn(set: PolicySet): boolean {
  return set.enabled ?? set.origin?.confidence !== 'm';
}

function whence({ origin }: PolicySet): string {
  if (origin === undefined) return '-';
  return origin.number === 'none' ? origin.source : origin.number;
}
