import { armOf, inHoldout } from '#journey';
import type { Catalogue, JourneyDefinition } from '#journey';
import { NoSuchArm } from './rehearsal.error.ts';
import type { CustomerFacts } from './world.ts';

/** Who a simulation is about: by id, or by where the experiments put somebody. */
export interface SimulatedCustomer {
  readonly id: string | null;
  readonly arm: string | null;
  readonly facts: CustomerFacts;
}

export function aCustomer(id = 'customer-1', facts: CustomerFacts = {}): SimulatedCustomer {
  return { id, arm: null, facts };
}

/** Somebody whom the journey's experiment puts into this arm; `holdout`: somebody whom it never touches. */
export function customerIn(arm: string, facts: CustomerFacts = {}): SimulatedCustomer {
  return { id: null, arm, facts };
}

/** Throws NoSuchArm. */
export function idOf({ id, arm }: SimulatedCustomer, { journeys }: Catalogue): string {
  if (id !== null) return id;
  if (arm === null) return 'customer-1';
  for (let number = 1; number <= mostTried; number += 1) {
    const candidate = `customer-${number}`;
    if (isIn(arm, candidate, journeys)) return candidate;
  }
  const arms = journeys.flatMap((journey) => Object.keys(journey.experiment?.arms ?? {}));
  throw new NoSuchArm(arm, journeys.some((journey) => journey.holdout) ? [...arms, 'holdout'] : arms);
}

/** An arm that one in a thousand is in is found with near certainty. */
const mostTried = 20_000;

function isIn(arm: string, customerId: string, journeys: readonly JourneyDefinition[]): boolean {
  const heldOut = journeys.some((journey) => journey.holdout && inHoldout(journey.holdout, customerId));
  if (arm === 'holdout') return heldOut;
  return !heldOut && journeys.some((journey) => journey.experiment && armOf(journey.experiment, customerId) === arm);
}
