import type { PolicySet } from '#policy';
import type { CliCommand } from './cli-command.ts';
import { CommandFailure } from './command-failure.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

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
        examples(['tendril policy list', 'tendril policy explain us-reg-f', 'tendril policy check']),
      );
    policy
      .command('list')
      .description('All presets, with where they come from and how sure we are.')
      .option('--json', 'print JSON')
      .action((options: Options) => list(options, terminal));
    policy
      .command('explain')
      .description('The rules of one preset.')
      .argument('<preset>', 'its name')
      .option('--json', 'print JSON')
      .addHelpText('after', examples(['tendril policy explain conservative']))
      .action((preset: string, options: Options) => explain(preset, options, terminal));
    policy
      .command('check')
      .description('Is there a touch that no cap, no hours or no consent rule covers? Do rules contradict each other?')
      .option('--policy <preset or file>', 'several with commas; default: the policy the product starts with')
      .option('--catalogue <file.ts>', "another catalogue than the product's own")
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        examples(['tendril policy check', 'tendril policy check --policy conservative,cn-collection']),
      )
      .action((options: Options) => check(options, terminal));
  },
};

async function list(options: Options, terminal: Terminal): Promise<void> {
  const { presets } = await import('#policy');
  if (options.json === true) return terminal.printJson(presets);
  const rows = presets.map((set) => [
    set.name,
    set.rules.length,
    set.origin?.confidence ?? '-',
    isOn(set) ? 'on' : 'off',
    set.origin?.asOf ?? '-',
    set.origin?.number ?? set.title ?? '',
  ]);
  terminal.print(terminal.table(['preset', 'rules', 'confidence', 'ships', 'as of', 'source'], rows));
  terminal.print(
    'Confidence: F primary text read, s secondary sources agree, m from memory (ships off), ours our own choice.',
  );
  terminal.print('A preset is a starting point, not legal advice.');
}

async function explain(name: string, options: Options, terminal: Terminal): Promise<void> {
  const { presetNamed, presets } = await import('#policy');
  const set = presetNamed(name);
  if (set === null) {
    throw new CommandFailure(
      `There is no preset "${name}". The presets are ${presets.map((known) => known.name).join(', ')}.`,
      ExitCode.notFound,
    );
  }
  if (options.json === true) return terminal.printJson(set);
  terminal.print(`${set.name}: ${set.title ?? ''}`);
  if (set.origin !== undefined) {
    const { number, source, asOf, confidence, notes } = set.origin;
    terminal.print(`${number}. ${source}, as of ${asOf}, confidence ${confidence}. ${notes}`);
  }
  const rows = set.rules.map((rule) => [
    rule.id,
    rule.kind,
    rule.purposes?.join(', ') ?? 'all',
    rule.channels?.join(', ') ?? 'all',
    rule.onBlock,
    rule.says?.en ?? '',
  ]);
  terminal.print(terminal.table(['rule', 'kind', 'purposes', 'channels', 'on block', 'says'], rows));
  terminal.print('A preset is a starting point, not legal advice.');
}

async function check(options: Options, terminal: Terminal): Promise<void> {
  const { coverage, touchesOf } = await import('#policy');
  const { loadCatalogue, ownCatalogue } = await import('./load-catalogue.ts');
  const { loadPolicy } = await import('./load-policy.ts');
  const policy = await loadPolicy(options.policy ?? null, [process.cwd()]);
  const catalogue = await loadCatalogue(options.catalogue ?? ownCatalogue);
  const findings = coverage(touchesOf(catalogue), policy);
  if (options.json === true) terminal.printJson({ policy: policy.sets, hash: policy.hash, findings });
  else for (const { sentence } of findings) terminal.print(sentence);
  if (findings.length > 0) {
    throw new CommandFailure(
      `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'} under ${policy.sets.join(', ')}.`,
      ExitCode.failed,
    );
  }
  if (options.json !== true) terminal.print(`Every touch is covered by ${policy.sets.join(', ')}.`);
}

function isOn(set: PolicySet): boolean {
  return set.enabled ?? set.origin?.confidence !== 'm';
}
