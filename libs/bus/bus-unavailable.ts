/** Thrown when the broker does not answer, or refuses for a reason that may pass. */
export class BusUnavailable extends Error {
  readonly code = 'BUS_UNAVAILABLE';
  readonly retryable = true;

  constructor(
    readonly brokers: readonly string[],
    cause: unknown,
  ) {
    super(
      `Kafka at ${brokers.join(', ')} does not answer: ${cause instanceof Error ? cause.message : String(cause)}. ` +
        'Check KAFKA_BROKERS and that the brokers are up; what was not acknowledged can be sent again.',
      { cause },
    );
    this.name = 'BusUnavailable';
  }
}
