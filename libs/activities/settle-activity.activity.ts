import type { ActivityOrder } from '#customer';
import type { ActivityHouse } from './activity-house.ts';
import { readClock } from './clock-reading.ts';
import type { Performed } from './customer-activities.ts';

/** The last word on an activity that was cancelled or ran out of time: has it begun? One that is cancelled never will. */
export async function settleActivity(
  house: ActivityHouse,
  { customerId, activity }: ActivityOrder,
  isCancelled: boolean,
): Promise<Performed> {
  const { business: at } = await readClock(house);
  const { activities } = house.store;
  const hasBegun = await (isCancelled
    ? activities.close(customerId, activity, at)
    : activities.hasBegun(customerId, activity.id));
  if (!hasBegun) return { at, result: { kind: 'not begun' } };
  return { at, result: { kind: 'unknown', detail: 'It had begun, and did not say how it ended.' } };
}
