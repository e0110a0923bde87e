import { vocabulary } from '#journey';
import { tighten } from '#policy';

/**
 * What must not compile. Nothing here is run: the typecheck fails where a line below compiles, because its
 * `@ts-expect-error` is then one too many.
 */
interface Events {
  'order.started': { orderId: string; amount: number; gift?: boolean };
  'order.paid': { orderId: string };
  'cart.opened': { cartId: string };
  'bill.issued': { billId: string; dueOn: string; amount: number };
}

const words = vocabulary<Events>()(({ guard }) => ({
  guards: {
    large: guard(['order.started'], (facts) => (facts['order.started']?.amount ?? 0) > 100),
    'ordered for much': guard([], (_facts, _times, totals) => totals['order.started:amount'] > totals['order.paid'], {
      totals: ['order.started:amount', 'order.paid'],
    }),
    'billed since': guard(['order.started', 'bill.issued'], (_facts, times) => times['bill.issued'] !== undefined),
  },
  templates: ['plain', 'friendly'],
  channels: ['sms', 'call'],
  activities: ['refresh-limit'],
}));

const { journey } = words;
const base = {
  id: 'order',
  version: 1,
  title: 'Order',
  owner: 'shop',
  startsOn: 'order.started',
  key: 'orderId',
} as const;
const touch = { name: 'nudge', purpose: 'service', via: ['sms'], template: 'plain' } as const;
const paid = { name: 'paid', doneOn: 'order.paid' } as const;
const arms = { id: 'tone', arms: { control: 50, friendly: 50 } } as const;
const each = { control: 'plain', friendly: 'friendly' } as const;

const daily = { id: 'order.daily', kind: 'cap', countOn: 'attempt', limit: 1, onBlock: 'hold' } as const;

export const compiles = [
  journey({ ...base, tightenedBy: tighten([{ ...daily, window: { rolling: '24h' } }]), stages: [paid] }),
  journey({ ...base, stages: [paid] }),
  journey({ ...base, startsOn: ['order.started', 'order.paid'], stages: [paid] }),
  journey({ ...base, stages: [{ ...paid, doneOn: ['order.paid', 'bill.issued'], doneWhen: 'large' }] }),
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '30m', when: 'large', touch }] }] }),
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '3 days', unless: 'large' }, { after: '2 weeks' }] }] }),
  journey({ ...base, stages: [{ ...paid, stalls: [{ before: '3 days', date: 'bill.issued:dueOn', touch }] }] }),
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '30m', when: 'large', activity: 'refresh-limit' }] }] }),
  journey({ ...base, experiment: arms, stages: [{ ...paid, stalls: [{ after: '1h', touch }] }] }),
  journey({
    ...base,
    experiment: arms,
    stages: [{ ...paid, stalls: [{ after: '1h', touch: { ...touch, template: each } }] }],
  }),
  journey({
    ...base,
    stages: [{ ...paid, stalls: [{ after: '1h', touch: { ...touch, purpose: 'marketing', usefulFor: '3 days' } }] }],
  }),
];

export const mustNotCompile = [
  // @ts-expect-error - no such event begins it
  journey({ ...base, startsOn: 'order.begun', stages: [paid] }),
  // @ts-expect-error - no such event completes a stage
  journey({ ...base, stages: [{ name: 'paid', doneOn: 'order.payed' }] }),
  // @ts-expect-error - one event of several is none
  journey({ ...base, stages: [{ name: 'paid', doneOn: ['order.paid', 'order.payed'] }] }),
  // @ts-expect-error - a stage is completed by at least one event
  journey({ ...base, stages: [{ name: 'paid', doneOn: [] }] }),
  // @ts-expect-error - no such event is the goal
  journey({ ...base, goal: { on: 'order.won' }, stages: [paid] }),
  // @ts-expect-error - no such event is an exit
  journey({ ...base, exitsOn: ['order.lost'], stages: [paid] }),
  // @ts-expect-error - no such event enters the stage again
  journey({ ...base, stages: [{ ...paid, reentersOn: 'order.again' }] }),
  // @ts-expect-error - a journey has a stage
  journey({ ...base, stages: [] }),
  // @ts-expect-error - the start event has no such property
  journey({ ...base, key: 'order', stages: [paid] }),
  // @ts-expect-error - a yes or no tells no subjects apart
  journey({ ...base, key: 'gift', stages: [paid] }),
  // @ts-expect-error - not every start event has the key
  journey({ ...base, startsOn: ['order.started', 'cart.opened'], stages: [paid] }),
  // @ts-expect-error - no such way of re-entry
  journey({ ...base, reentry: 'twice', stages: [paid] }),
  // @ts-expect-error - no such guard
  journey({ ...base, startsWhen: 'small', stages: [paid] }),
  // @ts-expect-error - a guard is a word of the vocabulary, not a function
  journey({ ...base, stages: [{ ...paid, doneWhen: () => true }] }),
  // @ts-expect-error - no such guard for a stall
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '30m', when: 'small' }] }] }),
  // @ts-expect-error - a duration needs a unit
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '30' }] }] }),
  // @ts-expect-error - a duration is no number
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: 30 }] }] }),
  // @ts-expect-error - 7d could be elapsed or calendar time
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '7d' }] }] }),
  // @ts-expect-error - the life of a run has a unit as well
  journey({ ...base, expiresAfter: '60', stages: [paid] }),
  // @ts-expect-error - a stall has a deadline
  journey({ ...base, stages: [{ ...paid, stalls: [{ touch }] }] }),
  // @ts-expect-error - a stall has one deadline
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '1h', before: '1h', date: 'bill.issued:dueOn' }] }] }),
  // @ts-expect-error - counted to a date, but to which?
  journey({ ...base, stages: [{ ...paid, stalls: [{ before: '3 days' }] }] }),
  // @ts-expect-error - the event has no such date
  journey({ ...base, stages: [{ ...paid, stalls: [{ before: '3 days', date: 'bill.issued:dueAt' }] }] }),
  // @ts-expect-error - a number is no date
  journey({ ...base, stages: [{ ...paid, stalls: [{ past: '3 days', date: 'bill.issued:amount' }] }] }),
  // @ts-expect-error - no such event resolves it
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '1h', resolvedOn: 'order.gone' }] }] }),
  // @ts-expect-error - no such template
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '1h', touch: { ...touch, template: 'rude' } }] }] }),
  // @ts-expect-error - no such activity
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '1h', activity: 'raise-limit' }] }] }),
  // @ts-expect-error - an activity is a word of the vocabulary, not a function
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '1h', activity: () => undefined }] }] }),
  // @ts-expect-error - an activity stands instead of a touch, not beside it
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '1h', activity: 'refresh-limit', touch }] }] }),
  // @ts-expect-error - no such channel
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '1h', touch: { ...touch, via: ['fax'] } }] }] }),
  // @ts-expect-error - a touch goes out somehow
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '1h', touch: { ...touch, via: [] } }] }] }),
  // @ts-expect-error - no such purpose
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '1h', touch: { ...touch, purpose: 'fun' } }] }] }),
  // @ts-expect-error - a marketing touch says how long it is useful
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '1h', touch: { ...touch, purpose: 'marketing' } }] }] }),
  // @ts-expect-error - templates per arm need an experiment
  journey({ ...base, stages: [{ ...paid, stalls: [{ after: '1h', touch: { ...touch, template: each } }] }] }),
];

export const mustNotCompileEither = [
  // @ts-expect-error - the start event names no such debt
  journey({ ...base, debtKey: 'loanId', stages: [paid] }),
  // @ts-expect-error - a rule is made by tighten
  journey({ ...base, tightenedBy: [{ id: 'order.daily', kind: 'cap', limit: 1 }], stages: [paid] }),
  // @ts-expect-error - a window needs a unit
  journey({ ...base, tightenedBy: tighten([{ ...daily, window: { rolling: '24' } }]), stages: [paid] }),
  // @ts-expect-error - a rule in shadow tightens nothing
  journey({ ...base, tightenedBy: tighten([{ ...daily, window: { rolling: '24h' }, shadow: true }]), stages: [paid] }),
  journey({
    ...base,
    experiment: arms,
    // @ts-expect-error - an arm has no template
    stages: [{ ...paid, stalls: [{ after: '1h', touch: { ...touch, template: { control: 'plain' } } }] }],
  }),
  journey({
    ...base,
    experiment: arms,
    // @ts-expect-error - no such arm
    stages: [{ ...paid, stalls: [{ after: '1h', touch: { ...touch, template: { ...each, warm: 'plain' } } }] }],
  }),
  journey({
    ...base,
    experiment: arms,
    stages: [
      // @ts-expect-error - no such template for an arm
      { ...paid, stalls: [{ after: '1h', touch: { ...touch, template: { control: 'plain', friendly: 'x' } } }] },
    ],
  }),
];

export const guardsThatMustNotCompile = vocabulary<Events>()(({ guard }) => ({
  guards: {
    // @ts-expect-error - no such event to read
    unknown: guard(['order.begun'], () => true),
    // @ts-expect-error - a fact must be declared to be read
    undeclared: guard(['order.started'], (facts) => facts['order.paid'] !== undefined),
    // @ts-expect-error - a fact may be missing
    missing: guard(['order.started'], (facts) => facts['order.started'].amount > 1),
    // @ts-expect-error - the event has no such property
    property: guard(['order.started'], (facts) => facts['order.started']?.sum === 1),
    // @ts-expect-error - a total of what carries no such number
    noSuchTotal: guard([], () => true, { totals: ['order.started:sum'] }),
    // @ts-expect-error - a total that was not declared
    undeclaredTotal: guard([], (_facts, _times, totals) => totals['order.paid'] > 1, {
      totals: ['order.started:amount'],
    }),
    // @ts-expect-error - a guard answers yes or no
    answer: guard(['order.started'], (facts) => facts['order.started']?.amount),
  },
  templates: [],
  channels: [],
}));

export const withoutActivities = vocabulary<Events>()(() => ({ guards: {}, templates: ['plain'], channels: ['sms'] }));
withoutActivities.journey({
  ...base,
  // @ts-expect-error - a vocabulary that declares no activity has none
  stages: [{ ...paid, stalls: [{ after: '1h', activity: 'refresh-limit' }] }],
});

/** The result is plain data: a member that is not there is not there in the type either. */
export const plain: readonly (string | undefined)[] = compiles.map((made) => made.stages[0]?.name);
// @ts-expect-error - a definition cannot be changed
export const changed = compiles.map((made) => (made.version = 2));
