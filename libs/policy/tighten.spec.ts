import { describe, expect, it } from '@jest/globals';
import type { JourneyDefinition } from '#journey';
import { resolvePolicy, tighten, tighteningFaults } from './index.ts';
import type { Rule, Tightening } from './index.ts';

const cap: Tightening = {
  ...{ id: 'offers.monthly', kind: 'cap', countOn: 'attempt', window: { rolling: '30d' }, limit: 1, onBlock: 'drop' },
};
const mornings: Tightening = {
  ...{ id: 'offers.mornings', kind: 'hours', allowed: [{ from: '08:00', to: '09:00' }], onBlock: 'hold' },
};

function offers(...tightenedBy: readonly Rule[]): JourneyDefinition {
  return {
    ...{ id: 'offers', version: 1, title: 'Offers', owner: 'team', startsOn: 'a', tightenedBy },
    stages: [{ name: 's', doneOn: 'b' }],
  };
}

function policy(...rules: readonly Rule[]) {
  return resolvePolicy([{ name: 'house', rules }], (text) => `${text.length}`);
}

describe('the rules that a journey adds', () => {
  it('are given back as they are, plain data', () => {
    expect(tighten([cap, mornings])).toEqual([cap, mornings]);
    expect(tighteningFaults([offers(cap, mornings)], policy())).toEqual([]);
  });

  it.each<{ situation: string; rule: object; fault: RegExp }>([
    { situation: 'a cap of 0', rule: { ...cap, limit: 0 }, fault: /has a cap of 0/ },
    { situation: 'a window without a unit', rule: { ...cap, window: { rolling: '30' } }, fault: /without a unit/ },
    { situation: 'a rule in shadow', rule: { ...cap, shadow: true }, fault: /tightens nothing/ },
    { situation: 'journeys', rule: { ...cap, journeys: ['others'] }, fault: /looks at its own only/ },
    { situation: 'a calendar', rule: { ...mornings, calendar: 'cn' }, fault: /which the policy does not have/ },
    {
      situation: 'a holdout',
      rule: { id: 'offers.out', kind: 'holdout', percent: 5, salt: 's', onBlock: 'drop' },
      fault: /the journey's own word, holdout/,
    },
    {
      situation: 'no kind that is known',
      rule: { id: 'offers.x', kind: 'allow', onBlock: 'hold' },
      fault: /unknown kind/,
    },
  ])('cannot be $situation', ({ rule, fault }) => {
    expect(() => tighten([rule as Tightening])).toThrow(fault);
    expect(tighteningFaults([offers(rule as Rule)])).toEqual([expect.stringMatching(fault)]);
  });

  it.each<{ situation: string; rules: readonly Rule[]; fault: RegExp }>([
    { situation: 'under the same name', rules: [{ ...cap, limit: 5 }], fault: /"offers.monthly" has the name of one/ },
    {
      situation: 'with hours that leave none open together',
      rules: [{ ...mornings, id: 'evenings', allowed: [{ from: '18:00', to: '20:00' }] }],
      fault: /"evenings", "offers.mornings" contradict each other/,
    },
  ])('do not stand beside a policy $situation', ({ rules, fault }) => {
    expect(tighteningFaults([offers(cap, mornings)], policy(...rules))).toEqual([expect.stringMatching(fault)]);
  });
});
