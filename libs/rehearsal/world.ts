import { createHash } from 'node:crypto';
import { freshCustomer, step } from '#customer';
import type { CustomerState } from '#customer';
import { policyInputs } from '#events';
import { inOrder, listensTo, publish } from '#journey';
import type { Catalogue, CustomerEvent, Instant, Json, OffsetTable, Purpose } from '#journey';
import { PolicyFaultsError, tighteningFaults } from '#policy';
import type { Policy } from '#policy';
import { deliveredAtOnce } from './answers.ts';
import type { AnswerModel } from './answers.ts';
import type { World } from './virtual-host.ts';
import { ZoneTables } from './zone-tables.ts';

export interface WorldOptions {
  readonly catalogue: Catalogue;
  readonly policy: Policy;
  readonly answers?: AnswerModel;
  /** Where a customer may be whose zone is not known. Default: anywhere. */
  readonly customerZones?: readonly string[];
}

/** What is the same for all customers of a rehearsal, worked out once. */
export function worldOf(
  { catalogue, policy, answers = deliveredAtOnce, customerZones = [] }: WorldOptions,
  tables: ZoneTables = new ZoneTables(),
): World {
  const faults = tighteningFaults(catalogue.journeys);
  if (faults.length > 0) throw new PolicyFaultsError(faults);
  const published = publish(catalogue, sha256);
  return {
    published,
    order: inOrder(published),
    listened: new Set([...listensTo(catalogue), ...policyInputs]),
    policy,
    customerZones,
    answers,
    tableOf: (zone, around) => tables.covering(zone, around, around),
  };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What is known of a customer before the first event of a rehearsal. */
export interface CustomerFacts {
  /** An IANA time zone, known for sure. */
  readonly zone?: string;
  readonly consents?: readonly KnownConsent[];
  /** Flags that are up: `fraud-check`, `vulnerable`, … */
  readonly flags?: readonly string[];
}

export interface KnownConsent {
  readonly purpose: Purpose;
  /** Default: all. */
  readonly channel?: string;
  readonly basis?: string;
  /** By double opt-in. */
  readonly confirmed?: true | undefined;
}

/** Before every log and every script. */
const longAgo: Instant = Date.parse('0001-01-01T00:00:00Z');

/** A customer of whom these facts were heard long ago, through the same door as everything else. */
export function customerWith(facts: CustomerFacts, zone: OffsetTable, world: World): CustomerState {
  const fresh = freshCustomer('', zone);
  const known: CustomerState = {
    ...fresh,
    contact: { ...fresh.contact, zones: facts.zone === undefined ? [] : [zone.zone] },
  };
  const words: readonly (readonly [type: string, properties: { readonly [name: string]: Json }])[] = [
    ...(facts.consents ?? []).flatMap(({ purpose, channel = '*', basis = 'stated', confirmed }) => {
      const said = { purpose, channel, basis };
      return [['consent.given', said] as const, ...(confirmed ? [['consent.confirmed', said] as const] : [])];
    }),
    ...(facts.flags ?? []).map((flag) => ['customer.flagged', { flag }] as const),
  ];
  let state = known;
  for (const [type, properties] of words) {
    const event: CustomerEvent = {
      id: `known-${state.seen.length}`,
      source: 'rehearsal',
      type,
      customerId: '',
      occurredAt: longAgo,
      receivedAt: longAgo,
      properties,
      historical: true,
    };
    [state] = step(state, { kind: 'event', event }, world.published);
  }
  return { ...state, seen: [] };
}

/** The same customer under an id of its own. */
export function named(state: CustomerState, customerId: string, zone: OffsetTable): CustomerState {
  return { ...state, customerId, journeys: { ...state.journeys, customerId, zone } };
}
