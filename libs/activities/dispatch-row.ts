import type { Channel, Pace } from '#channels';
import type { Dispatch, DispatchResult } from '#customer';
import type { Instant } from '#journey';
import { rankOf } from '#policy';
import type { ActivityHouse } from './activity-house.ts';
import { boundChannel } from './bound-channel.ts';
import { stopTargets } from './stop-targets.ts';

export type Begun =
  | { readonly kind: 'first' }
  /** An earlier start died between its beginning and its end. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'ended'; readonly result: DispatchResult }
  | { readonly kind: 'stopped'; readonly because: string }
  | { readonly kind: 'waits'; readonly pauseMs: number };

/**
 * Writes that this dispatch begins, unless a stop is in force or, where there is a pace, it is not its turn. One question,
 * so that no stop slips in between.
 */
export async function beginDispatch(
  house: ActivityHouse,
  { customerId, attempt, touch }: Dispatch,
  { provider, honoursIdempotencyKey }: Pick<Channel, 'provider' | 'honoursIdempotencyKey'>,
  at: Instant,
  pace: Pace | null = null,
): Promise<Begun> {
  const begun = await house.store.dispatches.begin({
    customerId,
    attempt: attempt.id,
    touch: touch.id,
    channel: attempt.channel,
    provider,
    stops: stopTargets(customerId, [touch], [attempt.channel], house.channels),
    at,
    ...(pace !== null && {
      turn: {
        pace,
        class: rankOf(touch),
        score: touch.score,
        journey: touch.journey,
        mayRepeat: honoursIdempotencyKey,
      },
    }),
  });
  if (begun.kind === 'first' || begun.kind === 'waits') return begun;
  if (begun.kind === 'stopped') return { kind: 'stopped', because: `stop:${begun.stop.level}:${begun.stop.target}` };
  if (begun.result === null) return { kind: 'interrupted' };
  return { kind: 'ended', result: begun.result as unknown as DispatchResult };
}

/** Is a stop in force by now? For one that had begun before, of which `beginDispatch` does not say. */
export async function isStopped(house: ActivityHouse, { customerId, attempt, touch }: Dispatch): Promise<boolean> {
  const targets = stopTargets(customerId, [touch], [attempt.channel], house.channels);
  return (await house.store.stops.inForce(targets)).length > 0;
}

/**
 * Keeps the result, so that a start that comes after it answers the same and sends nothing. With the outcome the call is no
 * longer in progress, nor is one that was not sent after all; one that was accepted, or of which nobody knows, is so until its callback or its time-out.
 */
export async function endDispatch(
  house: Pick<ActivityHouse, 'channels' | 'paces'> & {
    readonly store: {
      readonly dispatches: Pick<ActivityHouse['store']['dispatches'], 'end'>;
      readonly paces: Pick<ActivityHouse['store']['paces'], 'free'>;
    };
  },
  { customerId, attempt }: Dispatch,
  at: Instant,
  result: DispatchResult,
): Promise<void> {
  const reference = result.kind === 'not sent' ? null : (result.reference ?? null);
  const isOpen = result.kind === 'accepted' || (result.kind === 'outcome' && result.outcome === 'unknown');
  const inquiry = isOpen ? boundChannel(attempt.channel, house.channels)?.inquiry : undefined;
  const askAt = inquiry === undefined ? null : at + inquiry.afterMs;
  await house.store.dispatches.end({ customerId, attempt: attempt.id, result: { ...result }, reference, askAt, at });
  if (!isOpen && house.paces.of(attempt.channel) !== null) await house.store.paces.free(customerId, [attempt.id]);
}

/** Nothing has gone out, and it may begin anew; unless a later try goes on with it, whose row and slot they are then. */
export async function releaseDispatch(house: ActivityHouse, { customerId, attempt }: Dispatch): Promise<void> {
  if (!(await house.store.dispatches.release(customerId, attempt.id))) return;
  if (house.paces.of(attempt.channel) !== null) await house.store.paces.free(customerId, [attempt.id]);
}
