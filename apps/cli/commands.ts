import { attemptsCommand } from './attempts.command.ts';
import { backtestCommand } from './backtest.command.ts';
import { clockCommand } from './clock.command.ts';
import { configCommand } from './config.command.ts';
import { customerCommand } from './customer.command.ts';
import { deadLettersCommand } from './dead-letters.command.ts';
import { funnelCommand } from './funnel.command.ts';
import { journeysCommand } from './journeys.command.ts';
import { policyCommand } from './policy.command.ts';
import { resumeCommand } from './resume.command.ts';
import { sendCommand } from './send.command.ts';
import { simulateCommand } from './simulate.command.ts';
import { stopCommand } from './stop.command.ts';
import { whyCommand } from './why.command.ts';
import type { CliCommand } from './cli-command.ts';
import { startCommand } from './start/start.command.ts';

/** All commands, in the order of `tendril --help`. */
export const commands: readonly CliCommand[] = [
  startCommand,
  sendCommand,
  customerCommand,
  whyCommand,
  funnelCommand,
  stopCommand,
  resumeCommand,
  attemptsCommand,
  clockCommand,
  deadLettersCommand,
  journeysCommand,
  simulateCommand,
  backtestCommand,
  policyCommand,
  configCommand,
];
