import { describe, expect, it } from '@jest/globals';
import { resolvePolicy } from '#policy';
import type { CountOn, Outcome } from '#policy';
import { catalogue, vocabulary } from '#journey';
import type { AnswerModel } from './answers.ts';
import { verdictsOf } from './read-happenings.ts';
import type { ScriptLine } from './script.ts';
import { simulate } from './simulate.ts';
import { aCustomer } from './simulated-customer.ts';
import { sha256 } from './world.ts';

const MINUTE = 60_000;
const nothing = catalogue({
  vocabularies: [vocabulary()(() => ({ guards: {}, templates: [], channels: [] }))],
  journeys: [],
});

/** The first call is under way for ten minutes, then ends so; those after it are answered at once. */
function firstCall(outcome: Outcome): AnswerModel {
  return ({ attempt, touch }) => {
    const isFirst = touch.name === 'first';
    return {
      afterMs: isFirst ? 10 * MINUTE : 0,
      result: { kind: 'outcome', outcome: isFirst ? outcome : 'connected', disposition: null, detail: attempt.id },
    };
  };
}

const asks = (when: '0m' | '5m', topic: string, usefulFor: '48h' | '30m' = '48h'): ScriptLine => [
  when,
  'contact.requested',
  { purpose: 'collection', channels: ['call'], topic, usefulFor },
];

function verdictsOn(second: ScriptLine, countOn: CountOn, firstComesTo: Outcome): readonly string[] {
  const cap = { id: 'cap', kind: 'cap', countOn, limit: 1, window: { rolling: '24h' }, onBlock: 'hold' } as const;
  const policy = resolvePolicy([{ name: 'p', rules: [cap] }], sha256);
  const world = { policy, answers: firstCall(firstComesTo) };
  return verdictsOf(simulate(nothing, aCustomer('c'), [asks('0m', 'first'), second], world));
}

describe('a slot that is free again', () => {
  it.each<{ situation: string; countOn: CountOn; outcome: Outcome; says: readonly string[] }>([
    {
      situation: 'because nobody answered goes to the one that waits for it, not a day later',
      countOn: 'connected',
      outcome: 'no_answer',
      says: ['0m first send', '5m second hold until 1445m because of cap', '10m second send'],
    },
    {
      situation: 'is none where somebody answered',
      countOn: 'connected',
      outcome: 'connected',
      says: [
        '0m first send',
        '5m second hold until 1445m because of cap',
        '10m second hold until 24h because of cap',
        '24h second send',
      ],
    },
    {
      situation: 'is none where every attempt counts',
      countOn: 'attempt',
      outcome: 'no_answer',
      says: ['0m first send', '5m second hold until 1445m because of cap', '1445m second send'],
    },
  ])('$situation', ({ countOn, outcome, says }) => {
    expect(verdictsOn(asks('5m', 'second'), countOn, outcome)).toEqual(says);
  });

  it.each<{ situation: string; countOn: CountOn; outcome: Outcome; says: readonly string[] }>([
    {
      situation: 'it goes out when nobody answered',
      countOn: 'connected',
      outcome: 'no_answer',
      says: ['0m first send', '5m second hold until 35m because of cap', '10m second send'],
    },
    {
      situation: 'it is dropped when somebody answered',
      countOn: 'connected',
      outcome: 'connected',
      says: [
        '0m first send',
        '5m second hold until 35m because of cap',
        '10m second drop because of cap, useful-until',
      ],
    },
    {
      situation: 'it is dropped when its use ends where the call was made and every attempt counts',
      countOn: 'attempt',
      outcome: 'no_answer',
      says: [
        '0m first send',
        '5m second hold until 35m because of cap',
        '35m second drop because of cap, useful-until',
      ],
    },
  ])('what would come too late waits for it while it is useful: $situation', ({ countOn, outcome, says }) => {
    expect(verdictsOn(asks('5m', 'second', '30m'), countOn, outcome)).toEqual(says);
  });
});
