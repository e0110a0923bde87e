import type { Dispatch, DispatchResult } from '#customer';
import type { ActivityHouse } from './activity-house.ts';
import { readClock } from './clock-reading.ts';
import type { Dispatched } from './customer-activities.ts';
import { beginDispatch, endDispatch } from './dispatch-row.ts';

/**
 * The last word on a dispatch whose activity was cancelled or ran out of time. What never began is `not sent`; what began
 * and did not end is `unknown`. The row is closed with it, so that an activity which is late to start sends nothing.
 */
export async function settle(house: ActivityHouse, order: Dispatch): Promise<Dispatched> {
  const { business: at } = await readClock(house);
  const { customerId, attempt, touch } = order;
  const begun = await beginDispatch(house, order, { provider: attempt.channel, honoursIdempotencyKey: false }, at);
  if (house.paces.of(attempt.channel) !== null) await house.store.paces.leave(customerId, touch.id);
  if (begun.kind === 'ended') return { at, result: begun.result };
  const result: DispatchResult =
    begun.kind === 'interrupted'
      ? {
          ...{ kind: 'outcome', outcome: 'unknown', disposition: null, began: at },
          detail: 'its activity did not say how it ended',
        }
      : { kind: 'not sent', because: begun.kind === 'stopped' ? begun.because : 'cancelled before it went out' };
  if (begun.kind !== 'stopped') await endDispatch(house, order, at, result);
  return { at, result };
}
