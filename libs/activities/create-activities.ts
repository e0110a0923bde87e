import type { Json } from '#journey';
import type { ActivityHouse } from './activity-house.ts';
import { readClock } from './clock-reading.ts';
import type { CustomerActivities } from './customer-activities.ts';
import { decide } from './decide.activity.ts';
import { dispatch } from './dispatch.activity.ts';
import { load } from './load.activity.ts';
import { perform } from './perform.activity.ts';
import { publishedPart } from './published-part.ts';
import { recordHappened } from './record-happened.ts';
import { settle } from './settle.activity.ts';
import { settleActivity } from './settle-activity.activity.ts';
import { ZoneTables } from './zone-tables.ts';

/** The activities of the customer workflow, over what the process has. */
export function customerActivities(house: ActivityHouse): CustomerActivities {
  const zones = new ZoneTables();
  return {
    load: (request) => load(house, zones, request),
    publishedNow: (types) => Promise.resolve(publishedPart(house.published, types)),
    zoneTable: async (zone) => zones.of(zone, (await readClock(house)).business),
    readClock: () => readClock(house),
    decide: (request) => decide(house, zones, request),
    record: ({ customerId, happened }) => recordHappened(house, customerId, happened),
    save: async ({ happened, ...snapshot }) => {
      if (happened.length > 0) await recordHappened(house, snapshot.customerId, happened);
      return house.store.snapshots.save({ ...snapshot, state: JSON.parse(JSON.stringify(snapshot.state)) as Json });
    },
    dispatch: (order) => dispatch(house, order),
    settle: (order) => settle(house, order),
    perform: (order) => perform(house, order),
    settleActivity: (order, isCancelled) => settleActivity(house, order, isCancelled),
  };
}
