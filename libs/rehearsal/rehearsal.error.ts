import type { Instant } from '#journey';

/** Thrown when a rehearsal goes round in circles at one instant: a hold that ends the moment it begins. */
export class RehearsalStuck extends Error {
  readonly code = 'REHEARSAL_STUCK';
  readonly retryable = false;
  override readonly name = 'RehearsalStuck';

  constructor(
    readonly customerId: string,
    readonly at: Instant,
  ) {
    super(
      `The rehearsal of customer "${customerId}" does not get past ${new Date(at).toISOString()}: something there is due again and again. ` +
        'Look for a policy that holds a touch until the very instant at which it is asked.',
    );
  }
}

/** Thrown when a script line cannot be read. */
export class UnreadableScript extends Error {
  readonly code = 'SCRIPT_UNREADABLE';
  readonly retryable = false;
  override readonly name = 'UnreadableScript';

  constructor(readonly when: string) {
    super(
      `"${when}" is no moment of a script. Write "30m", "24h" or "3 days" after its start, or an ISO date-time with offset.`,
    );
  }
}

/** Thrown when no customer can be found in the arm that was asked for. */
export class NoSuchArm extends Error {
  readonly code = 'NO_SUCH_ARM';
  readonly retryable = false;
  override readonly name = 'NoSuchArm';

  constructor(
    readonly arm: string,
    readonly arms: readonly string[],
  ) {
    super(
      arms.length === 0
        ? `No journey here has an experiment or a holdout, so nobody is in "${arm}". Use aCustomer(id).`
        : `No customer falls into "${arm}". The arms here are ${arms.join(', ')}.`,
    );
  }
}
