import { ChannelError } from './channel.error.ts';

/** Thrown when a text uses a variable that the run's facts do not hold. A message with a hole in it is not sent. */
export class MissingVariableError extends ChannelError {
  override readonly name = 'MissingVariableError';
  readonly code = 'missing_variable';
  readonly retryable = false;
  readonly mayHaveGoneOut = false;

  constructor(
    readonly variable: string,
    readonly known: readonly string[],
  ) {
    super(
      `The text uses {${variable}}, which is not known here (known: ${known.join(', ') || 'nothing'}). ` +
        'Take another variable, or have an event of the run carry it.',
    );
  }
}
