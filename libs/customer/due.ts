import { nextDue as nextDeadline, transition } from '#journey';
import type { Instant } from '#journey';
import { lookAgain } from './look-again.ts';
import { takeOver } from './plan-touch.ts';
import type { CustomerState } from './state.ts';
import { takeSilence } from './take-outcome.ts';
import type { Turn } from './turn.ts';

/** The earliest instant at which something is due of its own: a deadline, the end of a hold, a silence that is over. */
export function nextDue(state: CustomerState): Instant | null {
  let next = nextDeadline(state.journeys);
  for (const { dueAt } of state.touches) if (dueAt !== null && (next === null || dueAt < next)) next = dueAt;
  return next;
}

/** Nothing is armed, asked, held or under way: the customer needs no process. */
export function isIdle(state: CustomerState): boolean {
  return state.touches.length === 0 && state.activities === undefined && nextDeadline(state.journeys) === null;
}

export function takeDue(turn: Turn, at: Instant): void {
  const [journeys, effects] = transition(turn.journeys, { kind: 'due', at }, turn.published);
  turn.journeys = journeys;
  takeOver(turn, effects);
  for (const open of turn.touches) {
    if (open.dueAt === null || open.dueAt > at) continue;
    if (open.state === 'held') lookAgain(turn, at, open);
    else if (open.state === 'awaiting outcome') takeSilence(turn, at, open);
  }
}

/** Everything held is looked at anew. */
export function takeLookAgain(turn: Turn, at: Instant): void {
  for (const open of turn.touches) if (open.state === 'held') lookAgain(turn, at, open);
}
