import { describe, expect, it } from '@jest/globals';
import { activityFaults } from './activity-faults.ts';
import { catalogue } from './catalogue.ts';
import type { JourneyDefinition, StallDefinition } from './definition.ts';
import { diagram } from './diagram.ts';
import { rememberGuards } from './known-guards.ts';
import { lockOf } from './lock.ts';
import { sha256, VirtualCustomer } from './virtual-customer.builder.ts';
import type { EventLine } from './virtual-customer.builder.ts';
import { vocabulary } from './vocabulary.ts';

interface LimitEvents {
  'limit.asked': { limitId: string };
  'limit.asked again': { limitId: string };
  'limit.known': { limitId: string };
  'limit.frozen': { limitId: string };
  'customer.left': object;
}

const words = vocabulary<LimitEvents>()(({ guard }) => ({
  guards: { frozen: guard(['limit.frozen'], (facts) => facts['limit.frozen'] !== undefined) },
  templates: [],
  channels: [],
  activities: ['refresh-limit', 'open-ticket'],
}));

function limit(
  stall: Partial<StallDefinition> = {},
  more: Partial<JourneyDefinition> = {},
  activity: 'refresh-limit' | 'open-ticket' = 'refresh-limit',
): JourneyDefinition {
  const journey = words.journey({
    id: 'limit',
    version: 1,
    title: 'Limit',
    owner: 'lending',
    startsOn: 'limit.asked',
    key: 'limitId',
    exitsOn: ['customer.left'],
    stages: [
      {
        name: 'told',
        doneOn: 'limit.known',
        reentersOn: 'limit.asked again',
        stalls: [{ after: '30m', activity, unless: 'frozen' }],
      },
    ],
  });
  const stages = journey.stages.map((stage) => ({
    ...stage,
    stalls: stage.stalls?.map((it) => ({ ...it, ...stall })),
  }));
  return { ...journey, ...more, stages: stages as JourneyDefinition['stages'] };
}

const about = { limitId: 'l-1' };
const asked: EventLine = ['0h', 'limit.asked', about];
const begin = Date.parse('2026-03-02T09:00:00Z');
const lifeOf = (journey: JourneyDefinition) => new VirtualCustomer([rememberGuards(journey, words.guards)], begin);

describe('an activity instead of a touch', () => {
  it.each<{
    situation: string;
    stall?: Partial<StallDefinition>;
    before?: EventLine[];
    after?: EventLine[];
    log: string[];
  }>([
    {
      situation: 'is performed when its stall fires, under an id that is its place',
      log: ['30m fired refresh-limit: activity', '30m perform limit/l-1/1/told/refresh-limit/1'],
    },
    {
      situation: 'is not, when its guard speaks against it',
      before: [['10m', 'limit.frozen', about]],
      log: ['30m fired refresh-limit: guarded'],
    },
    {
      situation: 'is not, when one of the events that resolve the stall came',
      stall: { resolvedOn: 'limit.frozen' },
      before: [['10m', 'limit.frozen', about]],
      log: ['10m resolved refresh-limit'],
    },
    {
      situation: 'is off when the stage is done',
      after: [['1h', 'limit.known', about]],
      log: [
        '30m fired refresh-limit: activity',
        '30m perform limit/l-1/1/told/refresh-limit/1',
        '1h done told',
        '1h cancel limit/l-1/1/told: stage done by limit.known',
        '1h ended limit/l-1/1: goal, converted',
      ],
    },
    {
      situation: 'is off when the run exits',
      after: [['1h', 'customer.left']],
      log: [
        '30m fired refresh-limit: activity',
        '30m perform limit/l-1/1/told/refresh-limit/1',
        '1h ended limit/l-1/1: exit',
        '1h cancel limit/l-1/1: run ended by customer.left',
      ],
    },
    {
      situation: 'is off, and performed anew, when the stage is entered again',
      after: [['1h', 'limit.asked again', about]],
      log: [
        '30m fired refresh-limit: activity',
        '30m perform limit/l-1/1/told/refresh-limit/1',
        '1h entered told 2',
        '1h cancel limit/l-1/1/told/refresh-limit: stage entered again by limit.asked again',
        '90m fired refresh-limit: activity',
        '90m perform limit/l-1/1/told/refresh-limit/2',
      ],
    },
    {
      situation: 'is performed once, where the first entry counts',
      stall: { counts: 'first entry' },
      after: [['1h', 'limit.asked again', about]],
      log: ['30m fired refresh-limit: activity', '30m perform limit/l-1/1/told/refresh-limit/1', '1h entered told 2'],
    },
  ])('$situation', ({ stall = {}, before = [], after = [], log }) => {
    const customer = lifeOf(limit(stall))
      .hears(asked, ...before)
      .reaches('50m');
    customer.hears(...after).reaches('2h');
    expect(customer.log.slice(2)).toEqual(log);
  });

  it('is missed when the product was away for more than a day', () => {
    expect(lifeOf(limit()).hears(asked).wakesAt('24h').log.at(-1)).toContain('perform');
    expect(lifeOf(limit()).hears(asked).wakesAt('25h').log.at(-1)).toBe('30m fired refresh-limit: missed');
  });

  it('is not performed because of what is historical', () => {
    const customer = lifeOf(limit())
      .hears(['0h', 'limit.asked', about, { historical: true }])
      .reaches('1h');
    expect(customer.log.at(-1)).toBe('30m fired refresh-limit: historical');
  });

  it('is not performed for those whom the journey holds out', () => {
    const customer = lifeOf(limit({}, { holdout: { percent: 99.999, salt: 's' } }))
      .hears(asked)
      .reaches('1h');
    expect(customer.log.at(-1)).toBe('30m fired refresh-limit: holdout');
  });
});

describe('a definition that names an activity', () => {
  it('draws it as a box one cannot see into', () => {
    expect(diagram(limit())).toContain('  s0 -.->|"after 30m; unless frozen"| s0d0[["refresh-limit"]]\n');
  });

  it('has another hash with another activity', () => {
    const hashOf = (journey: JourneyDefinition) =>
      lockOf(catalogue({ vocabularies: [words], journeys: [journey] }), sha256).journeys['limit@1']?.hash;
    expect(hashOf(limit({}, {}, 'open-ticket'))).not.toBe(hashOf(limit()));
    expect(hashOf(limit())).toBe(hashOf(limit()));
  });

  it('is faulty where nothing performs it', () => {
    expect(activityFaults([limit()], new Set(['open-ticket']))).toEqual([
      'Journey limit@1 names the activity "refresh-limit", which nothing performs. ' +
        'Write it in refresh-limit.activity.ts beside the journey, and put it into workflows/activities.ts.',
    ]);
    expect(activityFaults([limit()], new Set(['refresh-limit']))).toEqual([]);
  });
});
