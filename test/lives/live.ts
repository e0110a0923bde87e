import { expectedTouches, freshCustomer, nextDue, pendingAsk, requestOf, step } from '#customer';
import type { CustomerEffect, CustomerInput, Dispatch, Happening } from '#customer';
import { offsetTable } from '#clock';
import { inOrder, publish, shareOf } from '#journey';
import type { CustomerEvent, Instant } from '#journey';
import { arbitrate } from '#policy';
import type { Ledger, Outcome, Policy, Profile, TouchRequest } from '#policy';
import type { Life } from './life.arbitrary.ts';
import { lifeCatalogue } from './loan.journeys.ts';

/** What came of one life. */
export interface Lived {
  readonly happenings: readonly Happening[];
  readonly sent: readonly Sent[];
  /** As it stands in the end. */
  readonly ledger: Ledger;
}

/** A dispatch that was allowed, and what was known in that instant. */
export interface Sent {
  readonly at: Instant;
  readonly dispatch: Dispatch;
  readonly request: TouchRequest;
  readonly profile: Profile;
  /** What stood in the ledger before it. */
  readonly before: Ledger;
}

interface Coming {
  readonly at: Instant;
  readonly attempt: string;
  input: CustomerInput;
}

const QUARTER = 900_000;
const DAY = 86_400_000;
const published = publish(lifeCatalogue, (text) => `${text.length}`.padStart(12, '0'));
const order = inOrder(published);

/**
 * Lives through it as the product does, in a host of this test's own: one with stops, with answers that take their time,
 * and with dispatches that may be called back while they are under way.
 */
export function live({ zones, events, stops, rules, seed }: Life): Lived {
  const first = events[0]?.occurredAt ?? 0;
  const tables = zones.map((zone) => offsetTable(zone, first - 30 * DAY, first + 60 * DAY));
  const policy: Policy = {
    ...{ hash: 'made up', sets: ['made up'], rules, content: [], calendars: {} },
    ...{ sendValidForMs: DAY, yieldsWithinMs: shareOf(`yields ${seed}`, 'c') < 0.5 ? DAY : 0 },
    spreadsOverMs: shareOf(`spreads ${seed}`, 'c') < 0.5 ? 600_000 : 0,
  };
  const fresh = freshCustomer('c', tables[0] ?? { zone: 'UTC', changes: [] });
  let state = { ...fresh, contact: { ...fresh.contact, zones } };
  const happenings: Happening[] = [];
  const sent: Sent[] = [];
  const coming: Coming[] = [];
  const left = [...events];
  const lifts = stops.map(({ to }) => to);

  const take = (input: CustomerInput): Dispatch[] => {
    const [next, effects] = step(state, input, published);
    state = next;
    return effects.flatMap((effect) => perform(effect, atOf(input)));
  };
  const perform = (effect: CustomerEffect, now: Instant): Dispatch[] => {
    if (effect.kind === 'happened') happenings.push(effect.happening);
    if (effect.kind === 'dispatch') {
      const at = now + Math.floor(shareOf(`wait ${seed}`, effect.dispatch.attempt.id) * 20) * QUARTER;
      coming.push({ at, attempt: effect.dispatch.attempt.id, input: answerOf(effect.dispatch, at, seed) });
      return [effect.dispatch];
    }
    if (effect.kind === 'cancel dispatch' && shareOf(`in time ${seed}`, effect.attempt) < 0.5) {
      const flight = coming.find(({ attempt }) => attempt === effect.attempt);
      if (flight !== undefined) {
        const result = { kind: 'not sent', because: 'called back' } as const;
        flight.input = { kind: 'dispatched', at: flight.at, attempt: effect.attempt, result };
      }
    }
    return [];
  };
  const ask = (at: Instant): boolean => {
    const pending = pendingAsk(state);
    if (pending === null) return false;
    const inForce = stops.filter(({ from, to }) => from <= at && at < to).map(({ stop }) => stop);
    const profile = { ...state.contact, zones: tables, customerId: 'c', stops: inForce };
    const expected = expectedTouches(state, pending, published, at);
    const verdicts = arbitrate(pending.requests, state.ledger, profile, policy, at, expected);
    const waiting = new Map(state.touches.map((open) => [open.touch.id, requestOf(open)]));
    for (const dispatch of take({ kind: 'verdicts', at, verdicts })) {
      const request = waiting.get(dispatch.touch.id);
      const before = state.ledger.slice(
        0,
        state.ledger.findIndex(({ id }) => id === dispatch.attempt.id),
      );
      if (request !== undefined) sent.push({ at, dispatch, request, profile, before });
    }
    return true;
  };

  for (let rounds = 0; rounds < 10_000; rounds += 1) {
    const due = nextDue(state) ?? Infinity;
    const answered = Math.min(...coming.map(({ at }) => at));
    const at = Math.min(left[0]?.occurredAt ?? Infinity, due, answered, ...lifts);
    if (at === Infinity) return { happenings, sent, ledger: state.ledger };
    const now = left.splice(0, left.filter(({ occurredAt }) => occurredAt === at).length);
    for (const event of now.sort(order)) take({ kind: 'event', event });
    for (const flight of coming.filter((one) => one.at === at)) {
      coming.splice(coming.indexOf(flight), 1);
      take(flight.input);
      if (isAccepted(flight.input)) coming.push(...callback(flight.attempt, at, seed));
    }
    if ((nextDue(state) ?? Infinity) <= at) take({ kind: 'due', at });
    if (lifts.includes(at)) take({ kind: 'look again', at, because: 'resumed' });
    lifts.splice(0, lifts.length, ...lifts.filter((lift) => lift > at));
    while (ask(at));
  }
  throw new Error('This life has no end.');
}

function atOf(input: CustomerInput): Instant {
  return input.kind === 'event' ? input.event.occurredAt : input.at;
}

/** It begins after its wait, unless its verdict has run out by then. Half of the providers say at once how it went, the others by callback, and some of those never. */
function answerOf({ attempt }: Dispatch, at: Instant, seed: string): CustomerInput {
  if (at > attempt.validUntil) {
    const result = { kind: 'not sent', because: 'its verdict has run out' } as const;
    return { kind: 'dispatched', at, attempt: attempt.id, result };
  }
  const result =
    shareOf(`at once ${seed}`, attempt.id) < 0.5
      ? ({ kind: 'outcome', outcome: outcomeOf(attempt.id, seed), disposition: null, detail: null } as const)
      : ({ kind: 'accepted', reference: null, outcomeBy: at + DAY } as const);
  return { kind: 'dispatched', at, attempt: attempt.id, result: { ...result, began: at } };
}

function isAccepted(input: CustomerInput): boolean {
  return input.kind === 'dispatched' && input.result.kind === 'accepted';
}

function callback(attempt: string, accepted: Instant, seed: string): readonly Coming[] {
  const share = shareOf(`callback ${seed}`, attempt);
  if (share > 0.9) return [];
  const at = accepted + Math.floor(share * 60) * QUARTER;
  const event: CustomerEvent = {
    ...{ id: `callback of ${attempt}`, source: 'provider', type: 'channel.outcome', customerId: 'c' },
    ...{ occurredAt: at, receivedAt: at, properties: { attempt, outcome: outcomeOf(attempt, seed) } },
  };
  return [{ at, attempt, input: { kind: 'event', event } }];
}

function outcomeOf(attempt: string, seed: string): Outcome {
  const words = ['delivered', 'failed', 'no_answer', 'connected', 'unknown'] as const;
  return words[Math.floor(shareOf(`outcome ${seed}`, attempt) * words.length)] ?? 'delivered';
}
