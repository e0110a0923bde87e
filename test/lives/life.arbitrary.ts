import fc from 'fast-check';
import type { CustomerEvent, Instant } from '#journey';
import type { Rule, Stop } from '#policy';
import { rule, scene } from '../policy/history.arbitrary.ts';

/** What comes in of one customer in some days, and the stops and rules under which it comes. */
export interface Life {
  readonly zones: readonly string[];
  readonly events: readonly CustomerEvent[];
  readonly stops: readonly TimedStop[];
  readonly rules: readonly Rule[];
  /** Of how providers answer. */
  readonly seed: string;
}

export interface TimedStop {
  readonly stop: Stop;
  readonly from: Instant;
  readonly to: Instant;
}

const QUARTER = 900_000;
const consent: Rule = { id: 'consent', kind: 'consent', purposes: ['marketing'], onBlock: 'drop' };

/** Under which touches of different classes want the same slot. */
const oneADay: Rule = {
  ...{ id: 'one-a-day', kind: 'cap', countOn: 'attempt', window: { rolling: '24h' }, limit: 1, onBlock: 'hold' },
};
/** Whose window is shorter than the time that a dispatch may have to wait. */
const oneAnHour: Rule = { ...oneADay, id: 'one-an-hour', window: { rolling: '1h' } };

const steps = fc.record({
  type: fc.constantFrom('asked', 'asked', 'papers', 'signed', 'paid', 'left'),
  properties: fc.record({ loanId: fc.constantFrom('l-1', 'l-2') }),
});
const said = fc.record({
  type: fc.constantFrom('consent.given', 'consent.given', 'consent.withdrawn'),
  properties: fc.record({
    purpose: fc.constantFrom('marketing', 'marketing', 'service'),
    channel: fc.constantFrom('*', 'sms', 'call'),
  }),
});
const around = fc.oneof(
  fc.record({
    type: fc.constant('contact.made'),
    properties: fc.record({
      purpose: fc.constantFrom('service', 'marketing'),
      channel: fc.constantFrom('call', 'sms'),
      outcome: fc.constantFrom('connected', 'no_answer'),
    }),
  }),
  fc.record({
    type: fc.constantFrom('complaint.opened', 'complaint.closed'),
    properties: fc.record({ complaintId: fc.constantFrom('k-1', 'k-2') }),
  }),
);
const stop = fc.constantFrom<Stop>(
  { level: 'everything', target: null },
  { level: 'channel', target: 'sms' },
  { level: 'journey', target: 'loan' },
  { level: 'stage', target: 'loan/papers' },
);

/** Everything comes at a quarter of an hour, so that much of it meets, and meets deadlines. */
export const life: fc.Arbitrary<Life> = scene.chain(({ zones, around: middle }) => {
  const quarter = fc.integer({ min: -100, max: 200 }).map((quarters) => Date.parse(middle) + quarters * QUARTER);
  const coming = fc.array(
    fc
      .oneof({ weight: 6, arbitrary: steps }, { weight: 2, arbitrary: said }, { weight: 1, arbitrary: around })
      .chain((what) => quarter.map((at) => ({ ...what, at }))),
    { maxLength: 16 },
  );
  const stops = fc.array(fc.record({ stop, from: quarter, quarters: fc.integer({ min: 1, max: 150 }) }), {
    maxLength: 2,
  });
  const begins = quarter.map((at) => ({ type: 'asked', properties: { loanId: 'l-1' }, at }));
  const rules = fc.array(rule, { maxLength: 4 });
  const always = fc.constantFrom([consent], [consent, oneADay], [consent, oneAnHour]);
  return fc.record({ begins, coming, stops, rules, always, seed: fc.string({ maxLength: 4 }) }).map((made) => ({
    zones,
    seed: made.seed,
    events: [made.begins, ...made.coming]
      .map(({ at, type, properties }, nth) => {
        const id = `e${nth}`;
        return { id, source: 'test', type, customerId: 'c', occurredAt: at, receivedAt: at, properties };
      })
      .toSorted((one, other) => one.occurredAt - other.occurredAt),
    stops: made.stops.map(({ quarters, ...rest }) => ({ ...rest, to: rest.from + quarters * QUARTER })),
    rules: [...made.always, ...made.rules.map((one, nth) => ({ ...one, id: `r${nth + 1}` }) as unknown as Rule)],
  }));
});
