/** What is wrong with a callback; nothing of it is taken. */
export abstract class CallbackError extends Error {
  abstract readonly code: string;
  abstract readonly retryable: boolean;
}

/** Thrown when headers are missing or no secret of the channel makes this signature over these bytes. */
export class CallbackForgedError extends CallbackError {
  override readonly name = 'CallbackForgedError';
  readonly code = 'callback_forged';
  readonly retryable = false;

  constructor(readonly reason: string) {
    super(
      `The callback's signature is not ours (${reason}). ` +
        'Sign webhook-id.webhook-timestamp.body as in Standard Webhooks, with a secret of CHANNEL_<WORD>_SECRETS.',
    );
  }
}

/** Thrown when a callback was signed more than five minutes from now: it may be an old one played again. */
export class CallbackStaleError extends CallbackError {
  override readonly name = 'CallbackStaleError';
  readonly code = 'callback_stale';
  readonly retryable = false;

  constructor() {
    super('The callback was signed more than five minutes ago or ahead. Sign each try anew, and set the clock right.');
  }
}

/** Thrown when a callback that is truly the provider's does not say what it must. */
export class CallbackInvalidError extends CallbackError {
  override readonly name = 'CallbackInvalidError';
  readonly code = 'callback_invalid';
  readonly retryable = false;

  constructor(readonly faults: readonly string[]) {
    super(`The callback cannot be read: ${faults.join('; ')}.`);
  }
}
