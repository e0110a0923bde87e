import type { ExitCode } from './exit-code.ts';

/** Thrown when a command cannot do what was asked: a sentence with a way out, and the exit code that goes with it. */
export class CommandFailure extends Error {
  readonly code = 'COMMAND_FAILED';
  readonly retryable = false;

  constructor(
    sentence: string,
    readonly exitCode: ExitCode,
  ) {
    super(sentence);
    this.name = 'CommandFailure';
  }
}
