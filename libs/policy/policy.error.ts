/** Thrown when a policy is defined or resolved with faults; all of them at once. */
export class PolicyFaultsError extends Error {
  readonly code = 'POLICY_FAULTS';
  readonly retryable = false;

  constructor(readonly faults: readonly string[]) {
    super(faults.length === 1 ? faults[0] : `The policy has ${faults.length} faults:\n- ${faults.join('\n- ')}`);
    this.name = 'PolicyFaultsError';
  }
}
