import { migrate, transition } from '#journey';
import type { CustomerEvent, OffsetTable, Published } from '#journey';
import { absorb } from './absorb.ts';
import { takeDue, takeLookAgain } from './due.ts';
import type { CustomerEffect } from './effect.ts';
import { foldMemory } from './fold-memory.ts';
import type { CustomerInput } from './input.ts';
import { lookAgain } from './look-again.ts';
import { takePerformed } from './perform-activity.ts';
import { takeOver } from './plan-touch.ts';
import { progressed } from './progress.ts';
import { reconsider } from './reconsider.ts';
import { keyOf, remember } from './seen.ts';
import type { CustomerState } from './state.ts';
import { takeDispatchResult } from './take-outcome.ts';
import { takeVerdicts } from './take-verdicts.ts';
import { beginTurn, endTurn } from './turn.ts';
import type { Turn } from './turn.ts';

/** Not frozen: V8 walks a frozen list step by step, and every list that is walked in the same place with it. */
const NOTHING: readonly CustomerEffect[] = [];

/**
 * Moves one customer by one input. Pure: time comes in with the input, what is to be done comes out as effects, in the
 * order in which it happened. An event heard before gives the same state back and no effects.
 */
export function step(
  state: CustomerState,
  input: CustomerInput,
  published: Published,
): readonly [CustomerState, readonly CustomerEffect[]] {
  const turn = beginTurn(state, published);
  switch (input.kind) {
    case 'event': {
      const seen = remember(state.seen, keyOf(input.event));
      if (seen === null) return [state, NOTHING];
      turn.seen = seen;
      takeEvent(turn, input.event, input.zone);
      break;
    }
    case 'loaded': {
      foldMemory(turn, input.horizon, input.at);
      const [journeys, effects] = migrate(turn.journeys, published, input.at);
      turn.journeys = journeys;
      takeOver(turn, effects);
      break;
    }
    case 'due':
      takeDue(turn, input.at);
      break;
    case 'verdicts':
      foldMemory(turn, input.horizon, input.at);
      takeVerdicts(turn, input.at, input.verdicts);
      break;
    case 'dispatched': {
      const before = { contact: turn.contact, ledger: turn.ledger };
      takeDispatchResult(turn, input.at, input.attempt, input.result);
      reconsider(turn, before, input.at);
      break;
    }
    case 'performed':
      takePerformed(turn, input.at, input.activity, input.result);
      break;
    case 'look again':
      takeLookAgain(turn, input.at);
      break;
  }
  return [endTurn(turn), turn.effects];
}

/** The journeys come first: a deadline before the event was due under what was known until then. */
function takeEvent(turn: Turn, event: CustomerEvent, zone: OffsetTable | undefined): void {
  const [journeys, effects] = transition(turn.journeys, { kind: 'event', event }, turn.published);
  progressed(turn, effects);
  turn.journeys = journeys;
  takeOver(turn, effects);
  for (const open of turn.touches) if (open.state === 'waiting') lookAgain(turn, event.occurredAt, open);
  const before = { contact: turn.contact, ledger: turn.ledger };
  absorb(turn, event);
  reconsider(turn, before, event.occurredAt);
  if (zone !== undefined) turn.journeys = { ...turn.journeys, zone };
}
