/** Thrown when a snapshot was written by a newer build than the one that reads it. */
export class SnapshotSchemaError extends Error {
  readonly code = 'snapshot-schema';
  readonly retryable = true;

  constructor(
    readonly customerId: string,
    readonly schema: unknown,
  ) {
    super(
      `The snapshot of customer "${customerId}" has schema ${String(schema)}; this build reads schema 1. Run the build that wrote it.`,
    );
  }
}
