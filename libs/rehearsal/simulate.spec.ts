import { describe, expect, it } from '@jest/globals';
import { vocabulary } from '#journey';
import { resolvePolicy, tighten } from '#policy';
import type { Rule, Tightening } from '#policy';
import { always, sandboxPeople } from './answers.ts';
import { activitiesOf, stagesOf, stallsOf, touchesOf, verdictsOf } from './read-happenings.ts';
import { NoSuchArm, UnreadableScript } from './rehearsal.error.ts';
import { simulate } from './simulate.ts';
import { aCustomer, customerIn, idOf } from './simulated-customer.ts';
import { sha256 } from './world.ts';

interface Events {
  'application.started': { orderId: string; amount: number };
  'identity.verified': { orderId: string };
  'offer.accepted': { orderId: string };
  'complaint.opened': { complaintId: string };
}

const lending = vocabulary<Events>()(({ guard }) => ({
  guards: {
    'large order': guard(['application.started'], (facts) => (facts['application.started']?.amount ?? 0) >= 50_000),
    'open complaint': guard(['complaint.opened'], (facts) => facts['complaint.opened'] !== undefined),
  },
  templates: ['kyc-plain', 'kyc-friendly', 'kyc-call-script'],
  channels: ['push', 'sms', 'call'],
  activities: ['refresh-limit'],
}));

const creditOrder = lending.journey({
  id: 'credit-order',
  version: 1,
  title: 'Credit order',
  owner: 'lending',
  startsOn: 'application.started',
  key: 'orderId',
  goal: { on: 'offer.accepted' },
  experiment: { id: 'kyc-tone', arms: { control: 50, friendly: 50 } },
  holdout: { percent: 5, salt: 'kyc' },
  stages: [
    {
      name: 'kyc',
      doneOn: 'identity.verified',
      stalls: [
        {
          after: '30m',
          unless: 'open complaint',
          touch: {
            name: 'kyc-nudge',
            purpose: 'service',
            via: ['push', 'sms'],
            template: { control: 'kyc-plain', friendly: 'kyc-friendly' },
            usefulFor: '20h',
          },
        },
        {
          after: '24h',
          when: 'large order',
          touch: { name: 'kyc-call', purpose: 'service', via: ['call'], template: 'kyc-call-script' },
        },
      ],
    },
  ],
});

const started = (amount: number) => ['0m', 'application.started', { orderId: 'o-1', amount }] as const;
const complained = ['10m', 'complaint.opened', { complaintId: 'c-1' }] as const;
const policyOf = (...rules: readonly Rule[]) => resolvePolicy([{ name: 'test', rules }], sha256);

describe('simulate', () => {
  it.each([
    { amount: 60_000, complaint: false, sent: ['30m kyc-nudge push kyc-plain', '24h kyc-call call kyc-call-script'] },
    { amount: 10_000, complaint: false, sent: ['30m kyc-nudge push kyc-plain'] },
    { amount: 10_000, complaint: true, sent: [] },
  ])('stalled in kyc, amount $amount, complaint $complaint', ({ amount, complaint, sent }) => {
    const log = simulate(creditOrder, customerIn('control'), [started(amount), ...(complaint ? [complained] : [])]);
    expect(touchesOf(log)).toEqual(sent);
  });

  it('gives the other arm its own words, and the holdout none', () => {
    const script = [started(10_000)];
    expect(touchesOf(simulate(creditOrder, customerIn('friendly'), script))).toEqual([
      '30m kyc-nudge push kyc-friendly',
    ]);
    const heldOut = simulate(creditOrder, customerIn('holdout'), script);
    expect([touchesOf(heldOut), stallsOf(heldOut)[0]]).toEqual([[], '30m kyc/kyc-nudge holdout']);
  });

  it('says of an activity that it is done, at once, and does nothing; a touch it is not', () => {
    const [stage] = creditOrder.stages;
    const stalls = [{ after: '30m', activity: 'refresh-limit' }] as const;
    const journey = { ...creditOrder, stages: stage === undefined ? [] : [{ ...stage, stalls }] };
    const log = simulate(journey, customerIn('control'), [started(10_000)]);
    expect([stallsOf(log), activitiesOf(log)]).toEqual([
      ['30m kyc/refresh-limit activity'],
      ['30m refresh-limit done'],
    ]);
    expect([touchesOf(log), verdictsOf(log)]).toEqual([[], []]);
    expect(log.state.activities).toBeUndefined();
  });

  it('falls back to the next channel when one fails', () => {
    const log = simulate(creditOrder, customerIn('control'), [started(10_000)], { answers: always('failed') });
    expect(touchesOf(log)).toEqual(['30m kyc-nudge push kyc-plain', '30m kyc-nudge sms kyc-plain']);
  });

  it('an event at the very instant of the deadline resolves it; the goal ends the run', () => {
    const log = simulate(creditOrder, customerIn('control'), [
      started(60_000),
      ['30m', 'identity.verified', { orderId: 'o-1' }],
      ['31m', 'offer.accepted', { orderId: 'o-1' }],
    ]);
    expect([touchesOf(log), stagesOf(log)]).toEqual([
      [],
      ['0m kyc entered', '30m kyc done', '31m goal offer.accepted'],
    ]);
  });

  it('holds until the quiet hours end, in the zone of the customer, and looks again', () => {
    const hours: Rule = {
      id: 'daytime',
      kind: 'hours',
      allowed: [{ from: '09:00', to: '20:00' }],
      onBlock: 'hold',
    };
    const log = simulate(creditOrder, customerIn('control', { zone: 'Asia/Shanghai' }), [started(10_000)], {
      policy: policyOf(hours),
      startsAt: '2025-01-06T22:00:00+08:00',
    });
    expect(verdictsOf(log)).toEqual(['30m kyc-nudge hold until 11h because of daytime', '11h kyc-nudge send']);
  });

  it.each([
    { zones: 'not known at all', customerZones: [], says: '30m kyc-nudge drop because of daytime, useful-until' },
    {
      zones: 'known by where all customers live',
      customerZones: ['Europe/Lisbon', 'Europe/Berlin'],
      says: '30m kyc-nudge hold until 2h because of daytime',
    },
  ])('asks of a customer whose zone is $zones', ({ customerZones, says }) => {
    const hours = [{ from: '11:00', to: '20:00' }];
    const policy = policyOf({ id: 'daytime', kind: 'hours', allowed: hours, onBlock: 'hold' });
    const log = simulate(creditOrder, customerIn('control'), [started(10_000)], { policy, customerZones });
    expect(verdictsOf(log)[0]).toBe(says);
  });

  it('knows consents and flags from before the script', () => {
    const policy = policyOf(
      { id: 'consent', kind: 'consent', onBlock: 'drop' },
      { id: 'fraud', kind: 'suppress', flags: ['fraud-check'], onBlock: 'drop' },
    );
    const verdictFor = (facts: Parameters<typeof customerIn>[1]) =>
      verdictsOf(simulate(creditOrder, customerIn('control', facts), [started(10_000)], { policy }));
    expect(verdictFor({})).toEqual(['30m kyc-nudge drop because of consent']);
    expect(verdictFor({ consents: [{ purpose: 'service' }] })).toEqual(['30m kyc-nudge send']);
    expect(verdictFor({ consents: [{ purpose: 'service' }], flags: ['fraud-check'] })).toEqual([
      '30m kyc-nudge drop because of fraud',
    ]);
  });

  it("puts the journey's own rules on top of the policy, which they cannot loosen", () => {
    const open = { id: 'open', kind: 'hours', allowed: [{ from: '00:00', to: '24:00' }], onBlock: 'hold' } as const;
    const fromTen = {
      id: 'from ten',
      kind: 'hours',
      allowed: [{ from: '10:00', to: '20:00' }],
      onBlock: 'hold',
    } as const;
    const fromNoon = { ...fromTen, id: 'credit-order.from-noon', allowed: [{ from: '12:00', to: '20:00' }] } as const;
    const allDay = { ...open, id: 'credit-order.all-day' } as const;
    const verdictsUnder = (rule: Rule, ...own: readonly Tightening[]) => {
      const tight = { ...creditOrder, tightenedBy: tighten(own) };
      const catalogue = { journeys: [tight], guards: lending.guards };
      const someone = aCustomer(idOf(customerIn('control'), { journeys: [creditOrder], guards: {} }), { zone: 'UTC' });
      return verdictsOf(simulate(catalogue, someone, [started(10_000)], { policy: policyOf(rule) }));
    };
    expect(verdictsUnder(fromTen, fromNoon)).toEqual([
      '30m kyc-nudge hold until 3h because of credit-order.from-noon, from ten',
      '3h kyc-nudge send',
    ]);
    expect(verdictsUnder(fromTen, allDay)).toEqual([
      '30m kyc-nudge hold until 1h because of from ten',
      '1h kyc-nudge send',
    ]);
    expect(verdictsUnder(open, fromNoon)).toEqual([
      '30m kyc-nudge hold until 3h because of credit-order.from-noon',
      '3h kyc-nudge send',
    ]);
  });

  it('does not begin with rules that cannot be meant', () => {
    const rules = [{ id: 'credit-order.none', kind: 'cap', countOn: 'attempt', limit: 0, onBlock: 'hold' }];
    const wrong = { ...creditOrder, tightenedBy: rules };
    expect(() => simulate(wrong, aCustomer(), [])).toThrow(/rule "credit-order.none" has a cap of 0/);
  });

  it('asks again at once, when the customer says stop while a touch is held', () => {
    const policy = policyOf(
      { id: 'from four', kind: 'hours', allowed: [{ from: '16:00', to: '20:00' }], onBlock: 'hold' },
      { id: 'objection', kind: 'consent', needs: 'no objection', onBlock: 'drop' },
    );
    const log = simulate(
      creditOrder,
      customerIn('control', { zone: 'UTC' }),
      [started(10_000), ['2h', 'message.received', { channel: 'push', text: 'STOP' }]],
      { policy },
    );
    expect(verdictsOf(log)).toEqual([
      '30m kyc-nudge hold until 7h because of from four',
      '2h kyc-nudge drop because of from four, objection',
    ]);
    expect(touchesOf(log)).toEqual([]);
  });

  it('sends where two words are asked only to who has said both', () => {
    const policy = policyOf({ id: 'consent', kind: 'consent', confirmed: true, onBlock: 'drop' });
    const word = { purpose: 'service', channel: 'push', basis: 'form', evidence: 'x' };
    const verdictAfter = (...types: readonly string[]) =>
      verdictsOf(
        simulate(
          creditOrder,
          customerIn('control'),
          [started(10_000), ...types.map((type, index) => [`${index + 1}m`, `consent.${type}`, word] as const)],
          { policy },
        ),
      ).map((line) => line.split(' ')[2]);
    expect(verdictAfter('given')).toEqual(['drop']);
    expect(verdictAfter('confirmed')).toEqual(['drop']);
    expect(verdictAfter('given', 'confirmed')).toEqual(['send']);
    expect(verdictAfter('given', 'confirmed', 'withdrawn')).toEqual(['drop']);
    const known = customerIn('control', { consents: [{ purpose: 'service', confirmed: true }] });
    expect(verdictsOf(simulate(creditOrder, known, [started(10_000)], { policy }))).toEqual(['30m kyc-nudge send']);
  });

  it('an event heard late closes the stage, and what went out stays out', () => {
    const log = simulate(creditOrder, customerIn('control'), [
      started(60_000),
      ['10m', 'identity.verified', { orderId: 'o-1' }, { heard: '2h' }],
    ]);
    expect(touchesOf(log)).toEqual(['30m kyc-nudge push kyc-plain']);
    expect(stagesOf(log)).toContain('10m kyc done');
  });

  it('the same event twice counts once, and a rehearsal can be repeated', () => {
    const twice = [
      started(10_000),
      ['0m', 'application.started', { orderId: 'o-2', amount: 1 }, { id: 'line-1' }] as const,
    ];
    const one = simulate(creditOrder, aCustomer('c'), twice, { answers: sandboxPeople('seed', 'later') });
    const other = simulate(creditOrder, aCustomer('c'), twice, { answers: sandboxPeople('seed', 'later') });
    expect(one.happenings).toEqual(other.happenings);
    expect(one.happenings.filter(({ kind }) => kind === 'run.started')).toHaveLength(1);
  });

  it('looks no further than asked', () => {
    const log = simulate(creditOrder, customerIn('control'), [started(60_000)], { until: '1h' });
    expect(touchesOf(log)).toEqual(['30m kyc-nudge push kyc-plain']);
  });

  it('says what is wrong with an arm or a moment that is not there', () => {
    expect(() => simulate(creditOrder, customerIn('loud'), [])).toThrow(NoSuchArm);
    expect(() => simulate(creditOrder, aCustomer(), [['7d', 'identity.verified']])).toThrow(UnreadableScript);
  });
});
