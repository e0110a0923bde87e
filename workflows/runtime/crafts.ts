import type { Dispatched, Performed } from '#activities';
import type { ActivityOrder, Dispatch } from '#customer';
import { local, remote } from './activity-proxies.ts';
import type { Craft } from './flights.ts';
import type { Inbox } from './inbox.ts';

/** A touch on its way to the customer. */
export function dispatches(inbox: Inbox): Craft<Dispatch, Dispatched> {
  return {
    idOf: ({ attempt }) => attempt.id,
    fly: (order) => remote.dispatch(order),
    settle: (order) => local.settle(order),
    land: (attempt, { at, result }) => inbox.landed({ kind: 'dispatched', at, attempt, result }),
  };
}

/** A journey's own activity. */
export function activities(inbox: Inbox): Craft<ActivityOrder, Performed> {
  return {
    idOf: ({ activity }) => activity.id,
    fly: (order) => remote.perform(order),
    settle: (order, isCancelled) => local.settleActivity(order, isCancelled),
    land: (activity, { at, result }) => inbox.landed({ kind: 'performed', at, activity, result }),
  };
}
