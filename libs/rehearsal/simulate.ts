import type { CustomerState, Happening } from '#customer';
import { guardsOf } from '#journey';
import type { Catalogue, Instant, JourneyDefinition } from '#journey';
import { resolvePolicy } from '#policy';
import type { Policy } from '#policy';
import type { AnswerModel } from './answers.ts';
import { eventsOf, momentOf } from './script.ts';
import type { ScriptLine, When } from './script.ts';
import { idOf } from './simulated-customer.ts';
import type { SimulatedCustomer } from './simulated-customer.ts';
import { VirtualHost } from './virtual-host.ts';
import { customerWith, named, sha256, worldOf } from './world.ts';
import { ZoneTables } from './zone-tables.ts';

export interface SimulateOptions {
  /** Default: everything is allowed. */
  readonly policy?: Policy;
  /** Default: everything is delivered at once. */
  readonly answers?: AnswerModel;
  /** Where a customer may be whose zone is not known. Default: anywhere. */
  readonly customerZones?: readonly string[];
  /** Default: Monday, 2025-01-06, 09:00 UTC. */
  readonly startsAt?: string | Instant;
  /** Default: until nothing is due any more. */
  readonly until?: When;
}

/** All that happened to one simulated customer, and where it ended. */
export interface RehearsalLog {
  readonly customerId: string;
  readonly startsAt: Instant;
  readonly happenings: readonly Happening[];
  readonly state: CustomerState;
}

/**
 * Lives a script through journeys and policy on a virtual clock, without a server.
 *
 * Thrown: UnreadableScript, NoSuchArm, UnknownZoneError.
 */
export function simulate(
  what: JourneyDefinition | Catalogue,
  customer: SimulatedCustomer,
  script: readonly ScriptLine[],
  options: SimulateOptions = {},
): RehearsalLog {
  const catalogue = 'journeys' in what ? what : { journeys: [what], guards: guardsOf(what) };
  const {
    policy = everythingAllowed(),
    answers,
    customerZones = [],
    startsAt: start = '2025-01-06T09:00:00Z',
  } = options;
  const startsAt = typeof start === 'number' ? start : Date.parse(start);
  const tables = new ZoneTables();
  const world = worldOf({ catalogue, policy, customerZones, ...(answers && { answers }) }, tables);
  const zone = tables.covering(customer.facts.zone ?? 'UTC', startsAt, startsAt);
  const customerId = idOf(customer, catalogue);
  const state = named(customerWith(customer.facts, zone, world), customerId, zone);
  const happenings: Happening[] = [];
  const host = new VirtualHost(world, state, (happening) => happenings.push(happening));
  host.play(eventsOf(script, customerId, startsAt, zone));
  host.settle(options.until === undefined ? Infinity : momentOf(options.until, startsAt, zone));
  return { customerId, startsAt, happenings, state: host.standing.state };
}

/** A policy without rules: for specs of a journey alone. */
export function everythingAllowed(): Policy {
  return resolvePolicy([{ name: 'everything allowed', rules: [] }], sha256);
}
