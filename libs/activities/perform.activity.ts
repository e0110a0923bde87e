import { Context } from '@temporalio/activity';
import type { ActivityOrder, PerformResult } from '#customer';
import type { ActivityHouse, JourneyActivity } from './activity-house.ts';
import { readClock } from './clock-reading.ts';
import type { Performed } from './customer-activities.ts';

const HEARTBEAT_MS = 2_000;
const TRIES = 10;

/**
 * Does what a journey names, under its key. That it begins is written first, so that whoever cancels it knows whether it
 * may have been done; from then on it is not called back.
 */
export async function perform(house: ActivityHouse, order: ActivityOrder): Promise<Performed> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  try {
    const { business: at } = await readClock(house);
    if (!(await house.store.activities.begin(order.customerId, order.activity, at))) {
      return { at, result: { kind: 'unknown', detail: 'It had ended before.' } };
    }
    const result = await tryOnce(house, order, at, context.info.attempt >= TRIES);
    return { at: (await readClock(house)).business, result };
  } finally {
    clearInterval(beat);
  }
}

async function tryOnce(
  { activities }: ActivityHouse,
  order: ActivityOrder,
  at: number,
  isLast: boolean,
): Promise<PerformResult> {
  const { customerId, activity } = order;
  const act: JourneyActivity | undefined = Object.hasOwn(activities, activity.name)
    ? activities[activity.name]
    : undefined;
  if (act === undefined) {
    return { kind: 'failed', detail: `Nothing performs the activity "${activity.name}" any more.` };
  }
  try {
    await act({ ...order, key: `${customerId}/${activity.id}`, at });
    return { kind: 'done', detail: null };
  } catch (error) {
    const isFinal = error instanceof Error && 'retryable' in error && error.retryable === false;
    if (!isFinal && !isLast) throw error;
    return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}
