import { sleep, workflowInfo } from '@temporalio/workflow';
import { freshCustomer } from '#customer';
import type { CustomerState, Happening } from '#customer';
import type { Published } from '#journey';
import type { Loaded } from '#activities';
import { local } from './activity-proxies.ts';
import { BusinessTime } from './business-time.ts';
import type { Carried } from './carried.ts';
import { Draft } from './draft.ts';
import type { Inbox } from './inbox.ts';
import { KnownJourneys } from './known-journeys.ts';
import { Patience } from './patience.ts';
import { sharedDefinitions } from './shared-catalogue.ts';

export interface Begun {
  readonly state: CustomerState;
  readonly outbox: readonly Happening[];
  readonly looksAgain: boolean;
  readonly generation: number;
  readonly time: BusinessTime;
  readonly known: KnownJourneys;
}

/** What a life begins with: what the run before has carried over, else the snapshot, else nothing but an id. */
export async function beginLife(
  customerId: string,
  carried: Carried | undefined,
  guards: Published['guards'],
  inbox: Inbox,
): Promise<Begun> {
  if (carried !== undefined) return continued(carried, guards);
  const { snapshot, zone, clock, published, horizon } = await loaded(customerId, inbox);
  const time = new BusinessTime(clock);
  const known = new KnownJourneys(published, guards, time.told, time);
  if (snapshot === null) {
    return { state: freshCustomer(customerId, zone), outbox: [], looksAgain: false, generation: 1, time, known };
  }
  const draft = new Draft(
    thriftily({ ...snapshot.state, journeys: { ...snapshot.state.journeys, zone } }),
    known.published,
  ).apply({ kind: 'loaded', at: clock.business, ...(horizon !== undefined && { horizon }) });
  return {
    state: draft.state,
    outbox: draft.happened,
    looksAgain: false,
    generation: snapshot.generation + 1,
    time,
    known,
  };
}

function continued(carried: Carried, guards: Published['guards']): Begun {
  const { state, outbox, looksAgain, generation, clock, published, publishedAt } = carried;
  const time = new BusinessTime(clock);
  const known = new KnownJourneys(published, guards, publishedAt, time);
  return { state: thriftily(state), outbox, looksAgain, generation, time, known };
}

/** The same state, with the definitions of its runs held once for all customers. */
function thriftily(state: CustomerState): CustomerState {
  return { ...state, journeys: { ...state.journeys, definitions: sharedDefinitions(state.journeys.definitions) } };
}

/** Nothing can be said about a customer whose snapshot is not here; so this waits as long as it takes. */
async function loaded(customerId: string, inbox: Inbox): Promise<Loaded> {
  const patience = new Patience();
  for (;;) {
    try {
      return await local.load({ customerId, workflowRunId: workflowInfo().runId, types: inbox.types });
    } catch (error) {
      patience.unanswered(error);
      await sleep(patience.pause);
    }
  }
}
