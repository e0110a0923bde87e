import type { DispatchResult } from '#customer';

/** How a dispatch stands that has begun, at the moment at which it would go out. */
interface Start {
  readonly kind: 'first' | 'interrupted';
  readonly isLate: boolean;
  readonly hasWaited: boolean;
  readonly isCancelled: boolean;
  /** Asked of one that was interrupted: the first try has looked for stops when it began. */
  readonly isStopped: boolean;
  readonly honoursIdempotencyKey: boolean;
}

/**
 * How a dispatch ends that must not go out now; null: it may.
 *
 * Of an earlier try nobody knows whether it reached the customer. Under the key it may go again, but as little as a new one
 * after a stop, a withdrawal or the end of its verdict: as a rule the earlier one came to nothing, and this one would be the
 * first to reach anybody. It is `unknown` then: it counts, and its provider may still tell.
 */
export function endsUnsent(start: Start): DispatchResult | null {
  const { kind, isLate, hasWaited, isCancelled, isStopped, honoursIdempotencyKey } = start;
  if (kind === 'first') {
    if (isLate)
      return notSent(`its verdict ${hasWaited ? 'ran out while it waited for its turn' : 'was no longer valid'}`);
    return isCancelled ? notSent('cancelled before it went out') : null;
  }
  if (isStopped) return unknown('stopped when nobody knew whether it had gone out');
  if (isCancelled) return unknown('called back when nobody knew whether it had gone out');
  return isLate || !honoursIdempotencyKey ? unknown('interrupted while it was going out') : null;
}

export function unknown(detail: string): DispatchResult {
  return { kind: 'outcome', outcome: 'unknown', disposition: null, detail };
}

function notSent(because: string): DispatchResult {
  return { kind: 'not sent', because };
}
