/** Thrown when Temporal cannot be reached, or answers that it cannot take the signal now. */
export class SignalUnavailable extends Error {
  readonly code = 'TEMPORAL_UNAVAILABLE';
  readonly retryable = true;

  constructor(cause: unknown) {
    super(
      `Temporal did not take the signal: ${innermost(cause)}. What it tells is stored, and will be signalled; check TEMPORAL_ADDRESS and that the server is up.`,
      { cause },
    );
    this.name = 'SignalUnavailable';
  }
}

/** Thrown when Temporal refuses a signal for what it is; asking again with the same events is of no use. */
export class SignalRefused extends Error {
  readonly code = 'SIGNAL_REFUSED';
  readonly retryable = false;

  constructor(
    readonly customerId: string,
    cause: unknown,
  ) {
    super(
      `Temporal refused the events of customer "${customerId}": ${innermost(cause)}. They are stored, not signalled; ` +
        'raise the limit that the server names, and the sweeper will bring them.',
      { cause },
    );
    this.name = 'SignalRefused';
  }
}

function innermost(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause !== undefined) inner = inner.cause;
  return inner instanceof Error ? inner.message : String(inner);
}
