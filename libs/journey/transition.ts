import { draftOf, journeyOf, stateOf } from './draft.ts';
import type { Draft } from './draft.ts';
import { rememberForLater } from './early-events.ts';
import type { CustomerEvent } from './event.ts';
import { anyDue, dueOf, fireDue, never } from './fire-due.ts';
import type { JourneyEffect } from './happening.ts';
import { hear } from './hear.ts';
import type { Instant } from './instant.ts';
import type { Published } from './published.ts';
import { indexOf } from './published-index.ts';
import type { Hearing, PublishedIndex } from './published-index.ts';
import { saidBy } from './said.ts';
import { startRuns } from './start-runs.ts';
import type { JourneyState } from './state.ts';
import { concerns } from './subject.ts';

export type JourneyInput =
  /** Deadlines before `event.occurredAt` fire first; one exactly at it is resolved by it. */
  | { readonly kind: 'event'; readonly event: CustomerEvent }
  /** Every deadline at or before `at` fires. */
  | { readonly kind: 'due'; readonly at: Instant };

/** Not frozen: V8 walks a frozen list step by step, and every list that is walked in the same place with it. */
const none: readonly JourneyEffect[] = [];

/**
 * What an input means for one customer: the next state, and what is to be done, in order. Pure. The state given is never
 * changed; when nothing changes it is given back, with one empty list.
 */
export function transition(
  state: JourneyState,
  input: JourneyInput,
  published: Published,
): readonly [JourneyState, readonly JourneyEffect[]] {
  if (input.kind === 'due') {
    if (!anyDue(state, input.at, true)) return [state, none];
    const draft = draftOf(state, input.at, published);
    fireDue(draft, input.at, true);
    return [stateOf(draft, state), draft.effects];
  }
  const { event } = input;
  const overdue = anyDue(state, event.occurredAt, false);
  const index = indexOf(published);
  const hearing = index.hearing.get(event.type);
  const heard = hearing !== undefined || isHeardByOld(state, event.type, index);
  if (!overdue && !heard) return [state, none];
  const draft = draftOf(state, event.receivedAt, published);
  if (overdue) fireDue(draft, event.occurredAt, false);
  if (heard) takeIn(draft, event, hearing);
  return [stateOf(draft, state), draft.effects.length === 0 ? none : draft.effects];
}

/** The earliest armed deadline or expiry of any run; null when nothing is armed. */
export function nextDue(state: JourneyState): Instant | null {
  let first = never;
  for (const run of state.runs) {
    const due = dueOf(run);
    if (due < first) first = due;
  }
  return first === never ? null : first;
}

function takeIn(draft: Draft, event: CustomerEvent, hearing: Hearing | undefined): void {
  const said = saidBy(event);
  const open = draft.runs;
  for (const run of open) {
    const journey = journeyOf(draft, run, draft.index);
    if (concerns(said.properties, journey.key, run.subject)) hear(draft, journey, run, said);
  }
  if (hearing === undefined) return;
  if (hearing.starts.length > 0) startRuns(draft, said, event, hearing, open);
  rememberForLater(draft, said, hearing);
}

/** Is the event anything to the older definition of an open run? */
function isHeardByOld(state: JourneyState, type: string, index: PublishedIndex): boolean {
  for (const run of state.runs) {
    if (!index.journeys.has(run.definition) && journeyOf(state, run, index).roles.has(type)) return true;
  }
  return false;
}
