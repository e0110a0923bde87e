import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';

/**
 * One command of `tendril`, in a file of its own. Light to import: what is heavy (store, workflow client, bundler) is
 * imported inside the action, so that `--help` is quick.
 */
export interface CliCommand {
  readonly name: string;
  register(program: Command, terminal: Terminal): void;
}
