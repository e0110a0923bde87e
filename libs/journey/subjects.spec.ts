import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { creditOrder, words } from './credit-order.builder.ts';
import type { JourneyDefinition } from './definition.ts';
import { endedSubjectsKept } from './end-run.ts';
import { earlyEventsKept } from './early-events.ts';
import { rememberGuards } from './known-guards.ts';
import { stillStalled } from './still-stalled.ts';
import { VirtualCustomer } from './virtual-customer.builder.ts';
import type { EventLine } from './virtual-customer.builder.ts';

const begin = Date.parse('2026-03-02T09:00:00Z');
const one = { orderId: 'o-1' };
const two = { orderId: 'o-2' };
const started = (orderId: string, at = '0h'): EventLine => [at, 'application.started', { orderId, amount: 1 }];

function customer(...journeys: JourneyDefinition[]): VirtualCustomer {
  const made = journeys.length === 0 ? [creditOrder()] : journeys;
  return new VirtualCustomer(
    made.map((journey) => rememberGuards(journey, words.guards)),
    begin,
  );
}

const lines = (story: VirtualCustomer, word: string): string[] => story.log.filter((line) => line.includes(` ${word}`));

describe('an event and the runs of a customer', () => {
  it('goes to the run of its subject', () => {
    const story = customer().hears(started('o-1'), started('o-2'), ['1m', 'order.funded', two]);
    expect(lines(story, 'ended')).toEqual(['1m ended credit-order/o-2/1: goal, converted']);
    expect(story.state.runs.map(({ id }) => id)).toEqual(['credit-order/o-1/1']);
  });

  it('goes to all runs when it names no subject, and so do its facts', () => {
    const story = customer().hears(started('o-1'), started('o-2'), ['1m', 'complaint.opened', { complaintId: 'k' }]);
    story.reaches('30m');
    expect(lines(story, 'fired')).toEqual(['30m fired kyc-nudge: guarded', '30m fired kyc-nudge: guarded']);
    expect(story.hears(['2h', 'order.funded', {}]).state.runs).toEqual([]);
  });

  it('gives facts to a run that begins later', () => {
    const story = customer()
      .hears(['-5m', 'complaint.opened', { complaintId: 'k' }], started('o-1'))
      .reaches('30m');
    expect(lines(story, 'fired')).toEqual(['30m fired kyc-nudge: guarded']);
  });

  it('keeps the facts of each subject apart, the later event winning over the later arrival', () => {
    const story = customer().hearsOneByOne(
      started('o-1'),
      ['0h', 'application.started', { orderId: 'o-2', amount: 2 }],
      ['5m', 'application.started', { orderId: 'o-1', amount: 50 }],
      ['3m', 'application.started', { orderId: 'o-1', amount: 30 }],
    );
    const amounts = story.state.runs.map(({ facts }) => facts['application.started']?.properties['amount']);
    expect(amounts).toEqual([50, 2]);
  });
});

describe('an event that comes too early or too late', () => {
  it.each<{ situation: string; events: EventLine[]; log: string[] }>([
    {
      situation: 'before the start, arriving after it: facts only',
      events: [started('o-1'), ['-1m', 'identity.verified', one]],
      log: ['0h started credit-order/o-1/1', '0h entered kyc'],
    },
    {
      situation: 'before the start, arriving before it: facts only',
      events: [['-1m', 'identity.verified', one], started('o-1')],
      log: ['0h started credit-order/o-1/1', '0h entered kyc'],
    },
    {
      situation: 'at the very instant of the start, arriving before it: counts',
      events: [['0h', 'identity.verified', one], started('o-1')],
      log: ['0h started credit-order/o-1/1', '0h entered kyc', '0h done kyc', '0h entered sent'],
    },
    {
      situation: 'after the start, arriving before it: counts, after what was due',
      events: [['1h', 'identity.verified', one], started('o-1')],
      log: [
        '0h started credit-order/o-1/1',
        '0h entered kyc',
        '30m fired kyc-nudge: touch',
        '30m plan credit-order/o-1/1/kyc/kyc-nudge/1',
        '1h done kyc',
        '1h cancel credit-order/o-1/1/kyc: stage done by identity.verified',
        '1h entered sent',
      ],
    },
    {
      situation: 'of another subject, arriving before the start: nothing',
      events: [['0h', 'identity.verified', two], started('o-1')],
      log: ['0h started credit-order/o-1/1', '0h entered kyc'],
    },
    {
      situation: 'of no subject, at the very instant of the start, arriving before it: counts',
      events: [['0h', 'application.withdrawn', {}], started('o-1')],
      log: ['0h started credit-order/o-1/1', '0h entered kyc', '0h ended credit-order/o-1/1: exit'],
    },
    {
      situation: 'before its stage began, arriving later: counts, and nothing goes back in time',
      events: [started('o-1'), ['10m', 'identity.verified', one], ['5m', 'offer.sent', one]],
      log: [
        '0h started credit-order/o-1/1',
        '0h entered kyc',
        '10m done kyc',
        '10m entered sent',
        '10m done sent',
        '10m entered offer',
      ],
    },
  ])('$situation', ({ events, log }) => {
    expect(customer().hearsOneByOne(...events).log).toEqual(log);
  });

  it('a re-entry older than the entry that stands changes nothing', () => {
    const story = customer().hears(started('o-1'), ['1h', 'offer.sent', one], ['3h', 'offer.sent', one]);
    const before = story.log.length;
    expect(story.hears(['2h', 'offer.sent', one]).log.slice(before)).toEqual([]);
  });
});

describe('two events at one instant count in the order of the stages', () => {
  it.each([
    { rows: 'in order', events: ['order.funded', 'offer.accepted', 'identity.verified', 'application.started'] },
    { rows: 'in reverse', events: ['application.started', 'identity.verified', 'offer.accepted', 'order.funded'] },
  ])('rows $rows', ({ events }) => {
    const story = customer().hears(...events.map((type): EventLine => ['0h', type, { ...one, amount: 1 }]));
    expect(lines(story, 'done')).toEqual(['0h done kyc', '0h done sent by later stage', '0h done offer']);
    expect(story.log.at(-1)).toBe('0h ended credit-order/o-1/1: goal, converted');
  });

  it('a goal and the stage before it, the goal arriving first in a batch of its own: both count', () => {
    const story = customer().hearsOneByOne(started('o-1'), ['1m', 'order.funded', one], ['1m', 'offer.accepted', one]);
    expect(lines(story, 'done')).toHaveLength(3);
    expect(story.log.at(-1)).toBe('1m ended credit-order/o-1/1: goal, converted');
  });

  it('a goal wins over an exit', () => {
    const story = customer().hears(started('o-1'), ['1m', 'application.withdrawn', one], ['1m', 'order.funded', one]);
    expect(story.log.at(-1)).toBe('1m ended credit-order/o-1/1: goal, converted');
  });

  it('an order of rows that no journey cares for changes nothing', () => {
    const types = ['identity.verified', 'offer.sent', 'offer.accepted', 'complaint.opened', 'offer.cancelled'];
    const batch = fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.constantFrom(...types)), { maxLength: 12 });
    const distinct = batch.map((events) =>
      events.filter(([at], index) => events.findIndex(([other]) => other === at) === index),
    );
    const shuffled = distinct.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
    );
    fc.assert(
      fc.property(shuffled, ([events, other]) => {
        const told = (rows: typeof events): VirtualCustomer =>
          customer()
            .hears(started('o-1'), ...rows.map(([at, type]): EventLine => [`${at}m`, type, one]))
            .reaches('400h');
        expect(told(other).log).toEqual(told(events).log);
        expect(told(other).state).toEqual(told(events).state);
      }),
      { numRuns: 100 },
    );
  });
});

describe('whatever comes in whatever order', () => {
  const types = [
    'application.started',
    'identity.verified',
    'offer.sent',
    'offer.accepted',
    'offer.cancelled',
    'order.funded',
    'application.withdrawn',
  ];
  const rows = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 900 }), fc.constantFrom(...types), fc.constantFrom('o-1', 'o-2')),
    { maxLength: 30 },
  );

  it('a stage is done once, no later than the next; nothing fires after its stage is done; a run ends once', () => {
    fc.assert(
      fc.property(rows, (events) => {
        const story = customer().hearsOneByOne(
          ...events.map(([at, type, orderId]): EventLine => [`${at}m`, type, { orderId, amount: 60_000 }]),
        );
        story.reaches('999h');
        const over = new Set<string>();
        for (const seen of story.happenings) {
          if (seen.kind === 'run.not started') continue;
          expect(over.has(seen.run)).toBe(false);
          if (seen.kind === 'run.ended') over.add(seen.run);
          if (seen.kind === 'stage.done') {
            expect(over.has(`${seen.run} ${seen.stage}`)).toBe(false);
            over.add(`${seen.run} ${seen.stage}`);
          }
          if (seen.kind === 'stall.fired') expect(over.has(`${seen.run} ${seen.stage}`)).toBe(false);
        }
        expect(new Set(story.touches.map(({ id }) => id)).size).toBe(story.touches.length);
        for (const run of story.state.runs) {
          const done = run.stages.map(({ doneAt }) => doneAt ?? Infinity);
          expect(done).toEqual([...done].sort((a, b) => a - b));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('reentry', () => {
  const order = (reentry: 'once' | 'after end' | 'each'): JourneyDefinition =>
    words.journey({
      id: 'order',
      version: 1,
      title: 'Order',
      owner: 'shop',
      startsOn: 'page.visited',
      reentry,
      stages: [{ name: 'order', doneOn: 'order.placed' }],
    });
  const visit = (at: string): EventLine => [at, 'page.visited'];

  it.each<{ reentry: 'once' | 'after end' | 'each'; runs: string[] }>([
    { reentry: 'once', runs: ['order//1'] },
    { reentry: 'after end', runs: ['order//1', 'order//2'] },
    { reentry: 'each', runs: ['order//1', 'order//2', 'order//3'] },
  ])('$reentry: two visits, an order, a visit begin $runs', ({ reentry, runs }) => {
    const story = customer(order(reentry)).hears(visit('0h'), visit('1h'), ['2h', 'order.placed'], visit('3h'));
    const begun = story.happenings.flatMap((seen) => (seen.kind === 'run.started' ? [seen.run] : []));
    expect(begun).toEqual(runs);
  });

  it('after end: a start that is older than the end joins the run that has ended', () => {
    const story = customer(order('after end')).hearsOneByOne(
      visit('0h'),
      ['2h', 'order.placed'],
      visit('1h'),
      visit('2h'),
    );
    expect(lines(story, 'started')).toEqual(['0h started order//1']);
  });

  it('after end: an event that ends a run may begin the next', () => {
    const silence = words.journey({
      id: 'silence',
      version: 1,
      title: 'Silence',
      owner: 'care',
      startsOn: 'page.visited',
      reentry: 'after end',
      stages: [{ name: 'back', doneOn: 'page.visited', stalls: [{ after: '30 days', name: 'silent' }] }],
    });
    const story = customer(silence).hears(visit('0h'), visit('5h')).reaches('1000h');
    expect(lines(story, 'started')).toEqual(['0h started silence//1', '5h started silence//2']);
    expect(lines(story, 'fired')).toEqual(['725h fired silent: no touch']);
  });
});

describe('a state stays small', () => {
  it('forgets old ended subjects, early events and definitions that no run uses', () => {
    const story = customer();
    for (let order = 0; order < 100; order++) {
      const orderId = `o-${order}`;
      story.hears(started(orderId, `${order}h`), [`${order}h`, 'order.funded', { orderId }]);
      story.hears([`${order}h`, 'identity.verified', { orderId: `never-${order}` }]);
    }
    expect(story.state.ended).toHaveLength(endedSubjectsKept);
    expect(story.state.ended.at(-1)?.of).toBe('credit-order/o-99');
    expect(story.state.early).toHaveLength(earlyEventsKept);
    expect(story.state.definitions).toEqual({});
    expect(JSON.parse(JSON.stringify(story.state))).toEqual(story.state);
  });
});

describe('still stalled', () => {
  it.each<{ situation: string; events: EventLine[]; is: boolean }>([
    { situation: 'nothing has happened', events: [], is: true },
    { situation: 'the stage is done', events: [['1h', 'identity.verified', one]], is: false },
    { situation: 'the run has ended', events: [['1h', 'application.withdrawn', one]], is: false },
    { situation: 'a guard holds now', events: [['1h', 'complaint.opened', { complaintId: 'k' }]], is: false },
    { situation: 'something else has happened', events: [['1h', 'offer.cancelled', one]], is: true },
  ])('$situation: $is', ({ events, is }) => {
    const story = customer()
      .hears(started('o-1'))
      .reaches('30m')
      .hears(...events);
    const touch = story.touches[0];
    expect(touch !== undefined && stillStalled(story.state, touch, story.published)).toBe(is);
  });

  it.each([
    { event: 'offer.sent', is: false },
    { event: 'offer.cancelled', is: false },
    { event: 'identity.verified', is: true },
  ])('the touch of an offer, after $event: $is', ({ event, is }) => {
    const story = customer().hears(started('o-1'), ['1h', 'offer.sent', one]).reaches('6h').hears(['7h', event, one]);
    const touch = story.touches.find(({ name }) => name === 'offer-nudge');
    expect(touch !== undefined && stillStalled(story.state, touch, story.published)).toBe(is);
  });
});
