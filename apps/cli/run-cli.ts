import { Command, CommanderError } from 'commander';
import { CommandFailure } from './command-failure.ts';
import { commands } from './commands.ts';
import { examples } from './examples.ts';
import { ExitCode } from './exit-code.ts';
import { processTerminal } from './terminal.ts';

/** Runs `tendril` with these arguments and answers the exit code; prints every error as a sentence. */
export async function runCli(args: readonly string[]): Promise<ExitCode> {
  const interrupt = new AbortController();
  const onInterrupt = (): void => interrupt.abort();
  process.once('SIGINT', onInterrupt);
  const terminal = processTerminal(interrupt.signal);
  const program = new Command('tendril')
    .description('Journeys that notice who is stuck, and reach out only when the contact policy says so.')
    .option('--debug', 'print the stack of an unexpected error')
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText(
      'after',
      examples(['tendril start', 'tendril journeys list', 'tendril customer c-1042', 'tendril stop']),
    )
    .addHelpText('after', exitCodes);
  for (const command of commands) command.register(program, terminal);
  // exitOverride is inherited only by commands created after it, and not through register's own sub-commands.
  for (const command of everyCommandOf(program)) command.exitOverride();
  try {
    await program.parseAsync(args, { from: 'user' });
    return interrupt.signal.aborted ? ExitCode.interrupted : ExitCode.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
    if (interrupt.signal.aborted) return ExitCode.interrupted;
    const code = exitCodeOf(error);
    terminal.note(sentenceOf(error));
    if (program.opts<{ debug?: true }>().debug === true && error instanceof Error) terminal.note(error.stack ?? '');
    else if (code === ExitCode.internal)
      terminal.note('This is a defect. Run it again with --debug before the command.');
    return code;
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

const exitCodes = `
Exit codes:
  0 done   1 a check failed or an input was refused   2 arguments, configuration or file unusable
  3 a server does not answer   4 not found   70 a defect   130 interrupted`;

function everyCommandOf(program: Command): readonly Command[] {
  return [program, ...program.commands.flatMap(everyCommandOf)];
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommandFailure) return error.exitCode;
  const { code, retryable } = asFacts(error);
  if (code === diskFull) return ExitCode.failed;
  if (retryable === true || (typeof code === 'string' && serverCodes.has(code))) return ExitCode.unavailable;
  if (typeof code === 'string' && whatWasGiven.test(code)) return ExitCode.usage;
  return typeof code === 'string' && retryable === false ? ExitCode.failed : ExitCode.internal;
}

/** Codes of errors about a file, a setting or an argument, whichever lib found it unusable. */
const whatWasGiven = /config|mapping|log_|journey_invalid|catalogue_invalid|policy|script|arm|zone/i;

const diskFull = 'ENOSPC';

const serverCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET', 'UNAVAILABLE']);

function sentenceOf(error: unknown): string {
  if (asFacts(error).code === diskFull) return 'The disk is full. Make room, and give the command again.';
  return error instanceof Error ? error.message : String(error);
}

function asFacts(error: unknown): { readonly code?: unknown; readonly retryable?: unknown } {
  return typeof error === 'object' && error !== null ? error : {};
}
