/** One thing wrong with the environment, and what to do about it. */
export interface ConfigFault {
  readonly variable: string;
  readonly fault: string;
}

/** Thrown when the environment does not make a configuration. Names every fault at once. */
export class ConfigError extends Error {
  readonly code = 'config_invalid';
  readonly retryable = false;
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    const count = faults.length === 1 ? 'one setting that is' : `${faults.length} settings that are`;
    super(
      [
        `The environment has ${count} wrong:`,
        ...faults.map(({ variable, fault }) => `  ${variable}: ${fault}`),
        'All settings: `tendril config`.',
      ].join('\n'),
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}
