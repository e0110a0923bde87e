/** Thrown when Temporal does not answer at the start; whoever keeps this process running starts it again. */
export class TemporalUnreachable extends Error {
  override readonly name = 'TemporalUnreachable';
  readonly code = 'temporal_unreachable';
  readonly retryable = true;

  constructor(
    readonly address: string,
    cause: unknown,
  ) {
    super(`Temporal does not answer at ${address}. Check that it runs, and that TEMPORAL_ADDRESS is right.`, { cause });
  }
}
