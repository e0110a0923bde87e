import { describe, expect, it } from '@jest/globals';
import { creditOrder, words } from './credit-order.builder.ts';
import type { JourneyDefinition } from './definition.ts';
import { guardsOf, rememberGuards } from './known-guards.ts';
import { transition } from './transition.ts';
import { VirtualCustomer } from './virtual-customer.builder.ts';
import type { EventLine } from './virtual-customer.builder.ts';

const begin = Date.parse('2026-03-02T09:00:00Z');
const order = { orderId: 'o-1' };
const large = { orderId: 'o-1', amount: 60_000 };
const small = { orderId: 'o-1', amount: 1_000 };

function customer(changed: Partial<JourneyDefinition> = {}): VirtualCustomer {
  return new VirtualCustomer([rememberGuards(creditOrder(changed), guardsOf(creditOrder()))], begin);
}

describe('stages', () => {
  it.each<{ situation: string; events: EventLine[]; log: string[] }>([
    {
      situation: 'in order: each stage is entered when the one before it is done',
      events: [
        ['0h', 'application.started', small],
        ['10m', 'identity.verified', order],
        ['1h', 'offer.sent', order],
        ['2h', 'offer.accepted', order],
        ['3h', 'order.funded', order],
      ],
      log: [
        '0h started credit-order/o-1/1',
        '0h entered kyc',
        '10m done kyc',
        '10m entered sent',
        '1h done sent',
        '1h entered offer',
        '2h done offer',
        '3h ended credit-order/o-1/1: goal, converted',
      ],
    },
    {
      situation: 'out of order: a later stage closes the earlier ones, and their own events then change nothing',
      events: [
        ['0h', 'application.started', small],
        ['5m', 'offer.accepted', order],
        ['10m', 'identity.verified', order],
        ['12m', 'offer.sent', order],
      ],
      log: [
        '0h started credit-order/o-1/1',
        '0h entered kyc',
        '5m done kyc by later stage',
        '5m entered sent',
        '5m done sent by later stage',
        '5m entered offer',
        '5m done offer',
      ],
    },
    {
      situation: 'the goal closes every stage before it',
      events: [
        ['0h', 'application.started', small],
        ['5m', 'order.funded', order],
      ],
      log: [
        '0h started credit-order/o-1/1',
        '0h entered kyc',
        '5m done kyc by later stage',
        '5m entered sent',
        '5m done sent by later stage',
        '5m entered offer',
        '5m done offer by later stage',
        '5m ended credit-order/o-1/1: goal, converted',
      ],
    },
    {
      situation: 'an exit closes nothing',
      events: [
        ['0h', 'application.started', small],
        ['5m', 'application.withdrawn', order],
      ],
      log: ['0h started credit-order/o-1/1', '0h entered kyc', '5m ended credit-order/o-1/1: exit'],
    },
    {
      situation: 'an event after the end never reopens, nor does a second start',
      events: [
        ['0h', 'application.started', small],
        ['5m', 'application.withdrawn', order],
        ['6m', 'identity.verified', order],
        ['7m', 'application.started', small],
      ],
      log: ['0h started credit-order/o-1/1', '0h entered kyc', '5m ended credit-order/o-1/1: exit'],
    },
    {
      situation: 'a second start for the same subject joins the open run',
      events: [
        ['0h', 'application.started', small],
        ['5m', 'application.started', small],
        ['10m', 'application.withdrawn', order],
      ],
      log: ['0h started credit-order/o-1/1', '0h entered kyc', '10m ended credit-order/o-1/1: exit'],
    },
    {
      situation: 'a start event without the key starts nothing, and says so',
      events: [['0h', 'application.started', { amount: 5 }]],
      log: ['0h not started: "application.started" names no "orderId", which tells the runs of this journey apart.'],
    },
    {
      situation: 'an event nobody listens to changes nothing',
      events: [['0h', 'page.visited', {}]],
      log: [],
    },
  ])('$situation', ({ events, log }) => {
    expect(customer().hears(...events).log).toEqual(log);
  });

  it.each([
    { when: 'at the last instant of within', at: '336h', log: 'ended credit-order/o-1/1: goal, converted' },
    { when: 'past within', at: '337h', log: 'ended credit-order/o-1/1: goal' },
  ])('a goal reached $when ends the run: $log', ({ at, log }) => {
    const lines = customer({ expiresAfter: '30 days' }).hears(
      ['0h', 'application.started', small],
      [at, 'order.funded', order],
    ).log;
    expect(lines.at(-1)).toBe(`${at} ${log}`);
  });

  it.each([
    { when: 'exactly then', at: '720h', log: '720h ended credit-order/o-1/1: goal' },
    { when: 'after it', at: '721h', log: '720h ended credit-order/o-1/1: expired' },
  ])('a run expires: a goal $when', ({ at, log }) => {
    const lines = customer({ expiresAfter: '30 days' }).hears(
      ['0h', 'application.started', small],
      [at, 'order.funded', order],
    ).log;
    expect(lines.at(-1)).toBe(log);
  });

  it('ends by goal when the last stage is done, if no goal is declared', () => {
    const { goal: _, ...rest } = creditOrder();
    const lines = new VirtualCustomer([rememberGuards(rest, words.guards)], begin).hears(
      ['0h', 'application.started', small],
      ['5m', 'offer.accepted', order],
    ).log;
    expect(lines.at(-1)).toBe('5m ended credit-order/o-1/1: goal, converted');
  });

  it('gives back the same state and one empty list when nothing changes', () => {
    const heard = customer().hears(['0h', 'application.started', small]);
    const inputs = [
      { kind: 'event', event: heard.event(['5m', 'page.visited']) },
      { kind: 'due', at: begin + 60_000 },
    ] as const;
    const results = inputs.map((input) => transition(heard.state, input, heard.published));
    expect(results.every(([state]) => state === heard.state)).toBe(true);
    expect(results[0]?.[1]).toBe(results[1]?.[1]);
    expect(results[0]?.[1]).toEqual([]);
  });
});

describe('stalls', () => {
  it.each<{ situation: string; events: EventLine[]; until: string; log: string[] }>([
    {
      situation: 'fire at their deadlines, as their guards say',
      events: [['0h', 'application.started', large]],
      until: '30h',
      log: [
        '30m fired kyc-nudge: touch',
        '30m plan credit-order/o-1/1/kyc/kyc-nudge/1',
        '24h fired kyc-call: touch',
        '24h plan credit-order/o-1/1/kyc/kyc-call/1',
      ],
    },
    {
      situation: 'are guarded when `when` does not hold and when `unless` does',
      events: [
        ['0h', 'application.started', small],
        ['10m', 'complaint.opened', { complaintId: 'k' }],
      ],
      until: '30h',
      log: ['30m fired kyc-nudge: guarded', '24h fired kyc-call: guarded'],
    },
    {
      situation: 'fire again once the complaint is closed',
      events: [
        ['0h', 'application.started', small],
        ['10m', 'complaint.opened', { complaintId: 'k' }],
        ['20m', 'complaint.closed', { complaintId: 'k' }],
      ],
      until: '1h',
      log: ['30m fired kyc-nudge: touch', '30m plan credit-order/o-1/1/kyc/kyc-nudge/1'],
    },
    {
      situation: 'are resolved by an event exactly at the deadline',
      events: [
        ['0h', 'application.started', small],
        ['30m', 'identity.verified', order],
      ],
      until: '24h',
      log: ['30m done kyc', '30m entered sent'],
    },
    {
      situation: 'come before an event after them, even when the timer is late',
      events: [
        ['0h', 'application.started', small],
        ['31m', 'identity.verified', order],
      ],
      until: '24h',
      log: [
        '30m fired kyc-nudge: touch',
        '30m plan credit-order/o-1/1/kyc/kyc-nudge/1',
        '31m done kyc',
        '31m cancel credit-order/o-1/1/kyc: stage done by identity.verified',
        '31m entered sent',
      ],
    },
  ])('$situation', ({ events, until, log }) => {
    expect(
      customer()
        .hears(...events)
        .reaches(until)
        .log.slice(2),
    ).toEqual(log);
  });

  it('a late event (its deadline has fired) closes the stage and cancels what has not gone out', () => {
    const story = customer().hears(['0h', 'application.started', small]).reaches('2h');
    story.log.length = 0;
    expect(story.hears(['10m', 'identity.verified', order, { arrives: '2h' }]).log).toEqual([
      '10m done kyc',
      '10m cancel credit-order/o-1/1/kyc: stage done by identity.verified',
      '10m entered sent',
    ]);
  });

  const toOffer: EventLine[] = [
    ['0h', 'application.started', small],
    ['1m', 'identity.verified', order],
    ['1h', 'offer.sent', order],
  ];

  it('a re-entry starts `each entry` stalls anew and leaves those of the first entry', () => {
    const story = customer().hears(...toOffer, ['3h', 'offer.sent', order]);
    story.log.length = 0;
    expect(story.reaches('200h').log).toEqual([
      '7h fired offer-nudge: touch',
      '7h plan credit-order/o-1/1/offer/offer-nudge/2',
      '169h fired silent: no touch',
    ]);
  });

  it('a re-entry takes back the touch of the entry before', () => {
    const story = customer()
      .hears(...toOffer)
      .reaches('6h');
    story.log.length = 0;
    expect(story.hears(['6h', 'offer.sent', order]).log).toEqual([
      '6h entered offer 2',
      '6h cancel credit-order/o-1/1/offer/offer-nudge: stage entered again by offer.sent',
    ]);
  });

  it.each([
    { when: 'before the deadline', at: '2h', log: ['2h resolved offer-nudge', '2h resolved silent'] },
    {
      when: 'exactly at the deadline',
      at: '5h',
      log: ['5h resolved offer-nudge', '5h resolved silent'],
    },
    {
      when: 'after the touch was planned',
      at: '6h',
      log: [
        '5h fired offer-nudge: touch',
        '5h plan credit-order/o-1/1/offer/offer-nudge/1',
        '6h resolved offer-nudge',
        '6h cancel credit-order/o-1/1/offer/offer-nudge: resolved by offer.cancelled',
        '6h resolved silent',
      ],
    },
  ])('an event of resolvedOn $when resolves the stalls and leaves the stage open', ({ at, log }) => {
    const story = customer().hears(...toOffer);
    story.log.length = 0;
    expect(story.hears([at, 'offer.cancelled', order]).reaches('300h').log).toEqual(log);
    expect(story.hears(['301h', 'offer.accepted', order]).log.at(-1)).toBe('301h done offer');
  });

  it.each([
    { late: 'as long as the touch is useful', wakes: '48h30m', result: 'touch' },
    { late: 'longer than that', wakes: '48h31m', result: 'missed' },
  ])('a host that wakes late by $late: $result', ({ wakes, result }) => {
    const at = wakes === '48h30m' ? '1470m' : '1471m';
    const story = customer().hears(['0h', 'application.started', small]).wakesAt(at);
    expect(story.log[2]).toBe(`30m fired kyc-nudge: ${result}`);
  });

  it.each([
    { situation: 'heard of at once', arrives: '0h', result: 'touch' },
    { situation: 'old on arrival by less than it is useful', arrives: '20h', result: 'touch' },
    { situation: 'old on arrival by more', arrives: '25h', result: 'missed' },
  ])('a start $situation: $result', ({ arrives, result }) => {
    const story = customer().hears(['0h', 'application.started', small, { arrives }]).reaches('30m');
    expect(story.log[2]).toBe(`30m fired kyc-nudge: ${result}`);
  });

  it('historical events move state, and what they arm never sends', () => {
    const story = customer()
      .hears(['0h', 'application.started', small, { historical: true }])
      .reaches('1h')
      .hears(['2h', 'identity.verified', order], ['3h', 'offer.sent', order])
      .reaches('8h');
    expect(story.log.filter((line) => / fired | plan /.test(line))).toEqual([
      '30m fired kyc-nudge: historical',
      '7h fired offer-nudge: touch',
      '7h plan credit-order/o-1/1/offer/offer-nudge/1',
    ]);
  });

  it('a guard that throws sends nothing and is recorded', () => {
    const journey = creditOrder();
    const stages = journey.stages.map((stage) => ({
      ...stage,
      stalls: (stage.stalls ?? []).map((stall) => ({ ...stall, when: 'broken' })),
    }));
    const story = customer({ stages }).hears(['0h', 'application.started', small]).reaches('30m');
    expect(story.log.slice(2)).toEqual([
      '30m guard failed: Guard "broken" threw: it is broken. Make it answer for every fact, missing ones too.',
      '30m fired kyc-nudge: guarded',
    ]);
  });

  it('of what is due at one instant the stages come in order, then the stalls', () => {
    const at = (after: '1h', name: string) => ({ after, name });
    const stages = [{ name: 'kyc', doneOn: 'identity.verified', stalls: [at('1h', 'one'), at('1h', 'two')] }];
    const story = customer({ stages, reentry: 'each' })
      .hears(['0h', 'application.started', small], ['0h', 'application.started', { orderId: 'o-2', amount: 1 }])
      .reaches('1h');
    expect(
      story.happenings.flatMap((seen) => (seen.kind === 'stall.fired' ? [`${seen.run} ${seen.stall}`] : [])),
    ).toEqual(['credit-order/o-1/1 one', 'credit-order/o-1/1 two', 'credit-order/o-2/1 one', 'credit-order/o-2/1 two']);
  });
});
