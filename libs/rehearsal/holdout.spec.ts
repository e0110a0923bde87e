import { describe, expect, it } from '@jest/globals';
import { vocabulary } from '#journey';
import { globalHoldout, resolvePolicy } from '#policy';
import { stallsOf, verdictsOf } from './read-happenings.ts';
import { simulate } from './simulate.ts';
import { aCustomer, customerIn } from './simulated-customer.ts';
import { sha256 } from './world.ts';

const words = vocabulary<{ 'page.visited': { page: string }; 'page.ordered': { page: string } }>()(() => ({
  guards: {},
  templates: ['t'],
  channels: ['sms'],
}));
const touch = { name: 'offer', purpose: 'marketing', via: ['sms'], template: 't', usefulFor: '48h' } as const;
const journey = words.journey({
  ...{ id: 'offer', version: 1, title: 'Offer', owner: 'o', startsOn: 'page.visited', key: 'page' },
  holdout: { percent: 20, salt: 'offer' },
  stages: [{ name: 'order', doneOn: 'page.ordered', stalls: [{ after: '1h', touch }] }],
});
const everybody = resolvePolicy(
  [
    { name: 'p', rules: [{ id: 'consent', kind: 'consent', onBlock: 'drop' }] },
    ...globalHoldout({ percent: 100, salt: 's' }),
  ],
  sha256,
);

describe('who is held out', () => {
  it('of one journey bears no touch in it: the stall is recorded, the policy is not asked', () => {
    const log = simulate(journey, customerIn('holdout'), [['0m', 'page.visited', { page: 'p' }]]);
    expect(stallsOf(log)).toEqual(['1h order/offer holdout']);
    expect(verdictsOf(log)).toEqual([]);
    expect(log.happenings).toContainEqual(expect.objectContaining({ kind: 'run.started', holdout: true }));
  });

  it('of everything is not touched by any journey nor at the request of others, and no other rule is looked at', () => {
    const request = { purpose: 'transactional', channels: ['sms'] };
    const log = simulate(
      journey,
      aCustomer('customer-1'),
      [
        ['0m', 'page.visited', { page: 'p' }],
        ['2h', 'contact.requested', request],
      ],
      { policy: everybody },
    );
    expect(verdictsOf(log)).toEqual([
      '1h offer drop because of global-holdout',
      '2h requested drop because of global-holdout',
    ]);
    const reasons = log.happenings.flatMap((one) => (one.kind === 'verdict' ? one.verdict.reasons : []));
    expect(reasons.map(({ rule }) => rule)).toEqual(['global-holdout', 'global-holdout']);
  });
});
