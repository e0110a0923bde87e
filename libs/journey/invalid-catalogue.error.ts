/** Thrown when journeys, guards and activities do not go together in one catalogue: with all faults at once. */
export class InvalidCatalogueError extends Error {
  override readonly name = 'InvalidCatalogueError';
  readonly code = 'CATALOGUE_INVALID';
  readonly retryable = false;

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}
