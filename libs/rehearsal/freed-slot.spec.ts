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

const asks = (when: '0m' | '5m', topic: string): ScriptLine => [
  when,
  'contact.requested',
  { purpose: 'collection', channels: ['call'], topic, usefulFor: '48h' },
];

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
    const cap = { id: 'cap', kind: 'cap', countOn, limit: 1, window: { rolling: '24h' }, onBlock: 'hold' } as const;
    const policy = resolvePolicy([{ name: 'p', rules: [cap] }], sha256);
    const log = simulate(nothing, aCustomer('c'), [asks('0m', 'first'), asks('5m', 'second')], {
      policy,
      answers: firstCall(outcome),
    });
    expect(verdictsOf(log)).toEqual(says);
  });
});
