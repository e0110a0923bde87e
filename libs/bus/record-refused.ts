/** Thrown when the broker refuses a record for good: too large, an invalid topic, no permission. */
export class RecordRefused extends Error {
  readonly code = 'RECORD_REFUSED';
  readonly retryable = false;

  constructor(
    readonly topic: string,
    cause: unknown,
  ) {
    super(
      `Kafka refused what was sent to topic "${topic}": ${cause instanceof Error ? cause.message : String(cause)}. ` +
        "Make the record smaller, or check the topic's name, its limits and the permissions on it.",
      { cause },
    );
    this.name = 'RecordRefused';
  }
}
