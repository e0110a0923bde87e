import type { Fault } from '#events';

/** The answer to one input: what became of it. */
export type Acceptance =
  /** Stored, and signalled where a journey or the policy listens; `duplicate`: that was so already. */
  | { readonly status: 'accepted' | 'duplicate'; readonly source: string; readonly id: string }
  /** Nothing to be done with it as it is; `source` and `id` as far as they could be read. */
  | {
      readonly status: 'rejected';
      readonly source: string | null;
      readonly id: string | null;
      readonly faults: readonly Fault[];
    }
  /** The same source and id came before with other content; the first stays. */
  | { readonly status: 'conflict'; readonly source: string; readonly id: string; readonly faults: readonly Fault[] };

export function isGood(acceptance: Acceptance): boolean {
  return acceptance.status === 'accepted' || acceptance.status === 'duplicate';
}
