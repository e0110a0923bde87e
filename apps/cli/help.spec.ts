import { expect, it } from '@jest/globals';
import { Command } from 'commander';
import { commands } from './commands.ts';
import { processTerminal } from './terminal.ts';

const program = new Command('tendril');
for (const command of commands) command.register(program, processTerminal(new AbortController().signal));

function everyCommand(command: Command, path: string): { readonly path: string; readonly command: Command }[] {
  return command.commands.flatMap((child) => {
    const name = `${path} ${child.name()}`;
    return [{ path: name, command: child }, ...everyCommand(child, name)];
  });
}

it.each(everyCommand(program, 'tendril'))('$path --help ends with examples of it', ({ path, command }) => {
  let said = '';
  command.configureOutput({ writeOut: (text) => (said += text) });
  command.outputHelp();
  expect(said.split('Examples:')[1]).toContain(path);
});
