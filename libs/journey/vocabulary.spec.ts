import { describe, expect, it } from '@jest/globals';
import { creditOrder } from './credit-order.builder.ts';
import type { JourneyDefinition, StageDefinition, StallDefinition, TouchDefinition } from './definition.ts';
import { InvalidJourneyError } from './invalid-journey.error.ts';
import { guardsOf } from './known-guards.ts';
import { vocabulary } from './vocabulary.ts';

/** An author without a compiler: the same checks at run time. */
const loose = vocabulary<Record<string, Record<string, unknown>>>()(({ guard }) => ({
  guards: { vip: guard(['a'], () => true) },
  templates: ['hello', 'hi'],
  channels: ['sms', 'call'],
  activities: ['refresh'],
  events: ['a', 'b', 'c', 'd'],
}));

const touch: TouchDefinition = { name: 'nudge', purpose: 'service', via: ['sms'], template: 'hello' };
const stage: StageDefinition = { name: 'one', doneOn: 'b' };
const plain: JourneyDefinition = { id: 'j', version: 1, title: 'J', owner: 'me', startsOn: 'a', stages: [stage] };

function faultsOf(definition: JourneyDefinition): readonly string[] {
  try {
    (loose.journey as unknown as (untyped: JourneyDefinition) => JourneyDefinition)(definition);
    return [];
  } catch (error) {
    if (error instanceof InvalidJourneyError) return error.faults;
    throw error;
  }
}

const withStage = (changed: Partial<StageDefinition>): JourneyDefinition => ({
  ...plain,
  stages: [{ ...stage, ...changed }],
});
const withStalls = (...stalls: object[]): JourneyDefinition =>
  withStage({ stalls: stalls as unknown as StallDefinition[] });
const withTouch = (changed: object, more: Partial<JourneyDefinition> = {}): JourneyDefinition => ({
  ...withStalls({ after: '1h', touch: { ...touch, ...changed } }),
  ...more,
});
const experiment = { id: 'tone', arms: { plain: 50, warm: 50 } };

describe('a definition is checked when it is made', () => {
  it.each<{ fault: string; definition: JourneyDefinition; says: string }>([
    {
      fault: 'an id with a slash',
      definition: { ...plain, id: 'a/b' },
      says: 'its id is "a/b". Use small letters, digits and hyphens.',
    },
    { fault: 'version 0', definition: { ...plain, version: 0 }, says: 'its version is 0. Count versions 1, 2, 3.' },
    { fault: 'no title', definition: { ...plain, title: ' ' }, says: 'has no title. Give it one.' },
    { fault: 'no stage', definition: { ...plain, stages: [] }, says: 'has no stage. Give it at least one.' },
    {
      fault: "a rule that could be the institution's",
      definition: { ...plain, tightenedBy: [{ id: 'monthly', kind: 'cap' }] },
      says: `its rule "monthly" could be one of the institution's. Call it "j." and a name.`,
    },
    {
      fault: 'a rule twice',
      definition: {
        ...plain,
        tightenedBy: [
          { id: 'j.monthly', kind: 'cap' },
          { id: 'j.monthly', kind: 'cap' },
        ],
      },
      says: 'its rule "j.monthly" is there twice. Give each its own id.',
    },
    {
      fault: 'an empty list of rules',
      definition: { ...plain, tightenedBy: [] },
      says: 'tightenedBy is no list of rules. Name one at least, or leave it out.',
    },
    {
      fault: 'a stage twice',
      definition: { ...plain, stages: [stage, { name: 'one', doneOn: 'c' }] },
      says: 'stage "one" is defined twice. Give each stage its own name.',
    },
    {
      fault: 'an unknown event',
      definition: withStage({ doneOn: 'z' }),
      says: 'stage "one": doneOn names the event "z", which the vocabulary does not have. Use one of: a, b, c, d.',
    },
    {
      fault: 'an optional end without a goal',
      definition: withStage({ optional: true }),
      says: 'stage "one" is the last and optional, so it would never be known when a run is through. Give the journey a goal, or take optional out.',
    },
    {
      fault: 'no event',
      definition: withStage({ doneOn: [] }),
      says: 'stage "one": doneOn names no event. Name one, or leave it out.',
    },
    {
      fault: 'a goal of no known event',
      definition: { ...plain, goal: { on: 'funded' } },
      says: 'goal.on names the event "funded", which the vocabulary does not have. Use one of: a, b, c, d.',
    },
    {
      fault: 'an unknown guard',
      definition: withStalls({ after: '1h', when: 'rich' }),
      says: 'stage "one", stall "stall-1": when names the guard "rich", which the vocabulary does not have. Use one of: vip.',
    },
    {
      fault: 'an unknown activity',
      definition: withStalls({ after: '1h', activity: 'erase' }),
      says: 'stage "one", stall "erase": the activity "erase" is not in the vocabulary. Use one of: refresh.',
    },
    {
      fault: 'an activity beside a touch',
      definition: withStalls({ after: '1h', activity: 'refresh', touch }),
      says: 'stage "one", stall "nudge": has both a touch and an activity. Give each a stall of its own.',
    },
    {
      fault: 'a duration without a unit',
      definition: withStalls({ after: '30' }),
      says: 'stage "one", stall "stall-1": after is "30", which has no unit that counts. Write 90s, 30m, 168h, 3 days or 2 weeks.',
    },
    {
      fault: '7d',
      definition: { ...plain, expiresAfter: '7d' as '7h' },
      says: 'expiresAfter is "7d", which has no unit that counts. Write 90s, 30m, 168h, 3 days or 2 weeks.',
    },
    {
      fault: 'a life of no time',
      definition: { ...plain, expiresAfter: '0h' },
      says: 'expiresAfter is no time at all. Say how long.',
    },
    {
      fault: 'two deadlines',
      definition: withStalls({ after: '1h', before: '3 days', date: 'a:dueOn' }),
      says: 'stage "one", stall "stall-1": has after and before. Give it one of after, before and past.',
    },
    {
      fault: 'a date without its property',
      definition: withStalls({ before: '3 days', date: 'dueOn' }),
      says: `stage "one", stall "stall-1": date is "dueOn". Write an event and a property of it: 'bill.issued:dueOn'.`,
    },
    {
      fault: 'a deadline past the end of the run',
      definition: { ...withStalls({ after: '30 days' }), expiresAfter: '7 days' },
      says: 'stage "one", stall "stall-1": is due after 30 days, but a run expires after 7 days. Shorten the one or lengthen the other.',
    },
    {
      fault: 'two stalls of one name',
      definition: withStalls({ after: '1h', name: 'x' }, { after: '2h', name: 'x' }),
      says: 'stage "one": two stalls are called "x". Give each a name of its own.',
    },
    {
      fault: 'two touches of one name',
      definition: withStalls({ after: '1h', name: 'x', touch }, { after: '2h', name: 'y', touch }),
      says: 'two touches are called "nudge". Give each its own name.',
    },
    {
      fault: 'a marketing touch without usefulFor',
      definition: withTouch({ purpose: 'marketing' }),
      says: `stage "one", stall "nudge", touch "nudge": a marketing touch must say how long it is useful. Add usefulFor: '3 days', or what is true of it.`,
    },
    {
      fault: 'an unknown purpose',
      definition: withTouch({ purpose: 'fun' }),
      says: 'stage "one", stall "nudge", touch "nudge": "fun" is no purpose. Use one of: service, transactional, marketing, collection.',
    },
    {
      fault: 'an empty via',
      definition: withTouch({ via: [] }),
      says: 'stage "one", stall "nudge", touch "nudge": via is empty. Name at least one channel, in order of fallback.',
    },
    {
      fault: 'an unknown channel',
      definition: withTouch({ via: ['fax'] }),
      says: 'stage "one", stall "nudge", touch "nudge": the channel "fax" is not in the vocabulary. Use one of: call, sms.',
    },
    {
      fault: 'a channel as its own fallback',
      definition: withTouch({ via: ['sms', 'sms'] }),
      says: 'stage "one", stall "nudge", touch "nudge": via names "sms" twice. A fallback is another channel: name each once.',
    },
    {
      fault: 'an unknown template',
      definition: withTouch({ template: 'bye' }),
      says: 'stage "one", stall "nudge", touch "nudge": the template "bye" is not in the vocabulary. Use one of: hello, hi.',
    },
    {
      fault: 'templates per arm without an experiment',
      definition: withTouch({ template: { plain: 'hello' } }),
      says: 'stage "one", stall "nudge", touch "nudge": has a template per arm, but the journey has no experiment. Name one template, or add one.',
    },
    {
      fault: 'an arm without a template',
      definition: withTouch({ template: { plain: 'hello' } }, { experiment }),
      says: 'stage "one", stall "nudge", touch "nudge": has no template for the arm "warm". Name one.',
    },
    {
      fault: 'a template for no arm',
      definition: withTouch({ template: { plain: 'hello', warm: 'hi', cold: 'hi' } }, { experiment }),
      says: 'stage "one", stall "nudge", touch "nudge": has a template for "cold", which is no arm of "tone". Take it out.',
    },
    {
      fault: 'weights that do not add up',
      definition: { ...plain, experiment: { id: 'tone', arms: { plain: 50, warm: 40 } } },
      says: 'the weights of experiment "tone" (plain 50, warm 40) add up to 90. Make it 100.',
    },
    {
      fault: 'a holdout of 0',
      definition: { ...plain, holdout: { percent: 0, salt: 's' } },
      says: 'holdout.percent is 0. Use more than 0 and less than 100, or take it out.',
    },
    {
      fault: 'an event that completes and exits',
      definition: { ...plain, exitsOn: ['b'] },
      says: '"b" completes the stage "one" and is an exit as well. Let it do one of the two.',
    },
    {
      fault: 'an event that begins and exits',
      definition: { ...plain, exitsOn: ['a'] },
      says: '"a" begins it and is an exit as well. Let it do one of the two.',
    },
    {
      fault: 'a stage behind the goal',
      definition: { ...plain, goal: { on: 'b' }, stages: [stage, { name: 'two', doneOn: 'c' }] },
      says: 'stage "two" is unreachable: every event that completes "one" is the goal and ends the run. Move it before, or give the goal an event of its own.',
    },
    {
      fault: 'an event that completes a stage and enters it again',
      definition: withStage({ reentersOn: 'b' }),
      says: 'stage "one": "b" both completes it and enters it again. Let it do one of the two.',
    },
    {
      fault: 'a migration from a later version',
      definition: { ...plain, migrates: { from: [2], stages: {} } },
      says: 'migrates from version 2, which is not before 1. Name earlier versions.',
    },
    {
      fault: 'a migration to no stage',
      definition: { ...plain, version: 2, migrates: { from: [1], stages: { old: 'gone' } } },
      says: 'migrates the stage "old" to "gone", which it does not have. Name one of its stages.',
    },
  ])('$fault', ({ definition, says }) => {
    expect(faultsOf(definition)).toEqual([says]);
  });

  it('says all faults at once, each with its journey', () => {
    const bad = { ...withTouch({ via: [], purpose: 'marketing' }), title: '', expiresAfter: '7' as '7h' };
    expect(faultsOf(bad)).toHaveLength(4);
    expect(() => (loose.journey as unknown as (untyped: JourneyDefinition) => unknown)(bad)).toThrow(
      /^Journey "j": .*\nJourney "j": .*\nJourney "j": .*\nJourney "j": .*$/,
    );
  });

  it('without faults it is plain data that cannot be changed, and its guards are known', () => {
    const journey = creditOrder();
    expect(JSON.parse(JSON.stringify(journey))).toEqual(journey);
    expect(Object.isFrozen(journey.stages[0]?.stalls?.[0])).toBe(true);
    expect(Object.keys(guardsOf(journey))).toContain('large order');
    expect(guardsOf({ ...journey })).toEqual({});
  });
});
