import type { Dispatch, DispatchResult } from '#customer';
import type { Instant } from '#journey';
import type { ActivityHouse } from './activity-house.ts';
import { stopTargets } from './stop-targets.ts';

export type Begun =
  | { readonly kind: 'first' }
  /** An earlier start died between its beginning and its end. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'ended'; readonly result: DispatchResult }
  | { readonly kind: 'stopped'; readonly because: string };

/** Writes that this dispatch begins, unless a stop is in force. One question, so that no stop slips in between. */
export async function beginDispatch(
  house: ActivityHouse,
  { customerId, attempt, touch }: Dispatch,
  provider: string,
  at: Instant,
): Promise<Begun> {
  const begun = await house.store.dispatches.begin({
    customerId,
    attempt: attempt.id,
    touch: touch.id,
    channel: attempt.channel,
    provider,
    stops: stopTargets(customerId, [touch], [attempt.channel], house.channels),
    at,
  });
  if (begun.kind === 'first') return begun;
  if (begun.kind === 'stopped') return { kind: 'stopped', because: `stop:${begun.stop.level}:${begun.stop.target}` };
  if (begun.result === null) return { kind: 'interrupted' };
  return { kind: 'ended', result: begun.result as unknown as DispatchResult };
}

/** Keeps the result, so that a start that comes after it answers the same and sends nothing. */
export async function endDispatch(
  house: ActivityHouse,
  { customerId, attempt }: Dispatch,
  at: Instant,
  result: DispatchResult,
): Promise<void> {
  const reference = result.kind === 'accepted' ? result.reference : null;
  await house.store.dispatches.end({ customerId, attempt: attempt.id, result: { ...result }, reference, at });
}
