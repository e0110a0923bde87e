/** Thrown when a definition is made that cannot be meant: with all its faults at once, each with its way out. */
export class InvalidJourneyError extends Error {
  override readonly name = 'InvalidJourneyError';
  readonly code = 'JOURNEY_INVALID';
  readonly retryable = false;

  constructor(
    readonly journey: string,
    readonly faults: readonly string[],
  ) {
    super(faults.map((fault) => `Journey "${journey}": ${fault}`).join('\n'));
  }
}
