import { backtestCommand } from './backtest.command.ts';
import type { CliCommand } from './cli-command.ts';
import { startCommand } from './start/start.command.ts';

/** All commands, in the order of `tendril --help`. */
export const commands: readonly CliCommand[] = [startCommand, backtestCommand];
