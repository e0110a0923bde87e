import type { JourneyState, Published } from '#journey';
import type { Ledger } from '#policy';
import type { CustomerEffect } from './effect.ts';
import type { Happening } from './happening.ts';
import type { ContactState, CustomerState, OpenActivity, OpenTouch } from './state.ts';

/**
 * One step in the making. Its fields are replaced, never changed in place, so the state it began with stays as it was:
 * `step` is pure although its parts assign.
 */
export interface Turn {
  readonly customerId: string;
  readonly published: Published;
  readonly effects: CustomerEffect[];
  journeys: JourneyState;
  contact: ContactState;
  ledger: Ledger;
  touches: readonly OpenTouch[];
  activities: readonly OpenActivity[];
  seen: readonly string[];
}

const NO_ACTIVITY: readonly OpenActivity[] = [];

export function beginTurn(state: CustomerState, published: Published): Turn {
  const { customerId, journeys, contact, ledger, touches, activities = NO_ACTIVITY, seen } = state;
  return { customerId, published, effects: [], journeys, contact, ledger, touches, activities, seen };
}

export function endTurn(turn: Turn): CustomerState {
  const { customerId, journeys, contact, ledger, touches, activities, seen } = turn;
  const state: CustomerState = { schema: 1, customerId, journeys, contact, ledger, touches, seen };
  return activities.length === 0 ? state : { ...state, activities };
}

export function happened(turn: Turn, happening: Happening): void {
  turn.effects.push({ kind: 'happened', happening });
}

/** Puts `next` in the place of the open touch of the same id; null takes it away. */
export function replaceTouch(turn: Turn, touchId: string, next: OpenTouch | null): void {
  turn.touches =
    next === null
      ? turn.touches.filter((open) => open.touch.id !== touchId)
      : turn.touches.map((open) => (open.touch.id === touchId ? next : open));
}
