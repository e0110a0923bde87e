import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { CustomerEvent, Published } from '#journey';
import type { CustomerStart, LookAgain, Standing } from '#temporal';
import { beginLife } from './begin-life.ts';
import type { Carried } from './carried.ts';
import { CustomerLife } from './customer-life.ts';
import { Inbox } from './inbox.ts';
import { RunLength } from './run-length.ts';

const events = defineSignal<[CustomerEvent[]]>('events');
const lookAgain = defineSignal<[LookAgain]>('lookAgain');
const clockChanged = defineSignal('clockChanged');
const standing = defineQuery<Standing>('standing');

export type CustomerWorkflow = (start: CustomerStart, carried?: Carried) => Promise<void>;

/**
 * The one generic workflow: all journeys of one customer, the single writer of everything about that customer. It exists
 * only while something is armed. It asks the pure core what an event or a due instant means, and performs the effects.
 *
 * Guards come with the bundle, by name: a published guard never changes, new behaviour gets a new name. A change of this
 * folder that makes other commands for the same history goes behind `patched`; test/histories tells.
 */
export function customerWorkflow(guards: Published['guards']): CustomerWorkflow {
  return async function customer({ customerId }, carried) {
    const length = new RunLength();
    const inbox = new Inbox(length);
    let life: CustomerLife | null = null;
    setHandler(events, (heard) => inbox.events(heard));
    setHandler(lookAgain, () => inbox.lookAgain());
    setHandler(clockChanged, () => inbox.clockChanged());
    setHandler(standing, () => life?.standing() ?? notLoaded(customerId));
    inbox.open();
    life = new CustomerLife(await beginLife(customerId, carried, guards, inbox), inbox, length);
    await live(life, length, { customerId });
  };
}

/**
 * Ends the run, or continues it as new, in the same activation in which nothing was left to do: a signal that comes in
 * between makes the server refuse, and the task is run again. A long run leaves the recording, and the end, to the next one:
 * under unbroken signalling only a task without an activity ends before the next signal is there.
 */
async function live(life: CustomerLife, length: RunLength, start: CustomerStart): Promise<void> {
  for (;;) {
    life.wake();
    do {
      await life.takeIn();
    } while (await life.decide());
    const mayEnd = life.isAtRest && allHandlersFinished();
    if (mayEnd && length.isLong) {
      await continueAsNew<CustomerWorkflow>(start, life.carried());
    } else if (mayEnd && life.isOver) {
      if ((await life.save()) && life.isOver) return;
    } else {
      await life.record();
    }
    life.sleep();
    await condition(() => life.isAwake);
  }
}

function notLoaded(customerId: string): Standing {
  return {
    customerId,
    at: null,
    runs: [],
    touches: [],
    nextDue: null,
    dispatching: [],
    unread: 0,
    unrecorded: 0,
    history: { events: workflowInfo().historyLength, generation: 0 },
  };
}
