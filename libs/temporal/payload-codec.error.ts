/** Thrown when the payload key of the configuration is not 32 bytes of base64. */
export class PayloadKeyError extends Error {
  readonly code = 'payload-key';
  readonly retryable = false;

  constructor(
    readonly keyName: string,
    readonly bytes: number,
  ) {
    super(
      `The payload key "${keyName}" has ${bytes} bytes, but AES-256 takes 32. Make one with: node -p "crypto.randomBytes(32).toString('base64')"`,
    );
  }
}

/** Thrown when a payload was encrypted with a key that this process does not have. */
export class PayloadSealedError extends Error {
  readonly code = 'payload-sealed';
  readonly retryable = true;

  constructor(readonly keyName: string) {
    super(
      `A payload of Temporal is encrypted with the key "${keyName}", which this process does not have. Give it the key that the process that wrote it had.`,
    );
  }
}
