import type { CliCommand } from './cli-command.ts';
import { examples } from './examples.ts';
import type { Terminal } from './terminal.ts';

export const configCommand: CliCommand = {
  name: 'config',
  register(program, terminal) {
    program
      .command('config')
      .description('All variables of the environment, what they mean and their defaults.')
      .option('--json', 'print JSON')
      .addHelpText('after', examples(['tendril config', 'tendril config --json']))
      .action((options: { readonly json?: true }) => run(options, terminal));
  },
};

async function run(options: { readonly json?: true }, terminal: Terminal): Promise<void> {
  const { configTable } = await import('#config');
  const rows = configTable();
  if (options.json === true) return terminal.printJson(rows);
  terminal.print(
    terminal.table(
      ['variable', 'default', 'means'],
      rows.map((row) => [row.variable, row.default ?? '-', row.means]),
    ),
  );
}
