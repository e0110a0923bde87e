import { presets } from '#policy';

/** Thrown when a policy is asked for by the name of a preset that does not exist. */
export class PresetUnknownError extends Error {
  readonly code = 'policy-preset-unknown';
  readonly retryable = false;

  constructor(readonly preset: string) {
    super(
      `There is no policy preset "${preset}", and no such file. The presets are ${presets.map(({ name }) => name).join(', ')}.`,
    );
  }
}

/** Thrown when a policy file, or a file of holidays that it names, cannot be read or does not make a policy. */
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
