import type { ContentFault } from '#policy';

/** Thrown when the policy's rules on texts do not let a message go out. Nothing has. */
export class ContentRefusedError extends Error {
  readonly code = 'content-refused';
  readonly retryable = false;

  constructor(readonly faults: readonly ContentFault[]) {
    super(faults.map(({ rule, sentence }) => `[${rule}] ${sentence}`).join(' '));
    this.name = 'ContentRefusedError';
  }
}
