/** Thrown when POLICY names a preset that does not exist. */
export class PresetUnknownError extends Error {
  readonly code = 'preset-unknown';
  readonly retryable = false;

  constructor(readonly preset: string) {
    super(`There is no policy preset "${preset}". See them all with: tendril policy list`);
  }
}

/** Thrown when a policy file cannot be read, is not JSON, or does not make a policy. */
export class PolicyFileError extends Error {
  readonly code = 'policy-file';
  readonly retryable = false;

  constructor(
    readonly file: string,
    cause: unknown,
  ) {
    super(`The policy file ${file} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
