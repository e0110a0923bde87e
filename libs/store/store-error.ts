/** What the store throws. `retryable`: the same question may be answered later. */
export abstract class StoreError extends Error {
  abstract readonly code: string;
  abstract readonly retryable: boolean;
}

/** Thrown when PostgreSQL cannot be reached, is starting or stopping, or is out of room. */
export class StoreUnavailable extends StoreError {
  readonly code = 'STORE_UNAVAILABLE';
  readonly retryable = true;

  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`PostgreSQL does not answer: ${reason}. Check that it runs and that DATABASE_URL is right.`, options);
    this.name = 'StoreUnavailable';
  }
}

/** Thrown when two transactions stood in each other's way and this one was given up. */
export class StoreContention extends StoreError {
  readonly code = 'STORE_CONTENTION';
  readonly retryable = true;

  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`PostgreSQL gave this transaction up in favour of another: ${reason}. Try it again.`, options);
    this.name = 'StoreContention';
  }
}

/** Thrown when PostgreSQL refuses a question that would be refused again. */
export class StoreFault extends StoreError {
  readonly code = 'STORE_FAULT';
  readonly retryable = false;

  constructor(
    readonly reason: string,
    readonly sqlState: string | null,
    options?: ErrorOptions,
  ) {
    const hint =
      sqlState === '42P01' || sqlState === '42703' ? ' The database is not migrated: run `npm run migrate`.' : '';
    super(`PostgreSQL refused a question of the store${sqlState ? ` (${sqlState})` : ''}: ${reason}.${hint}`, options);
    this.name = 'StoreFault';
  }
}

/** Thrown when an event carries text that PostgreSQL cannot hold: U+0000, or half of a surrogate pair. */
export class UnstorableText extends StoreError {
  readonly code = 'STORE_UNSTORABLE_TEXT';
  readonly retryable = false;

  constructor(
    readonly source: string,
    readonly id: string,
  ) {
    super(
      `Event ${JSON.stringify(id)} of ${JSON.stringify(source)} holds U+0000 or half of a surrogate pair. ` +
        'PostgreSQL cannot store that; refuse it where events are parsed.',
    );
    this.name = 'UnstorableText';
  }
}

/** Thrown when a migration does not apply. */
export class MigrationFailed extends StoreError {
  readonly code = 'STORE_MIGRATION_FAILED';
  readonly retryable = false;

  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `The database could not be brought to this version's shape: ${reason}. ` +
        'Look into its table _prisma_migrations, mend what the failed migration left, and start again.',
      options,
    );
    this.name = 'MigrationFailed';
  }
}
