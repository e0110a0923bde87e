import { describe, expect, it } from '@jest/globals';
import type { JourneyDefinition } from '#journey';
import { tighten } from '#policy';
import { DAY, UTC } from './customer.builder.ts';
import { freshCustomer } from './fresh-customer.ts';
import { reachBack } from './reach-back.ts';

const now = 1_000 * DAY;

function definition(days: number | null): JourneyDefinition {
  const plain = { id: 'j', version: 1, title: 'J', owner: 'o', startsOn: 'a', stages: [{ name: 's', doneOn: 'b' }] };
  if (days === null) return plain;
  const cap = { id: 'j.cap', kind: 'cap', countOn: 'attempt', limit: 1, onBlock: 'hold' } as const;
  return { ...plain, tightenedBy: tighten([{ ...cap, window: { rolling: `${days}d` } }]) };
}

describe('how far back the ledger is kept', () => {
  it.each([
    { pinned: null, keeps: 30, because: 'the policy and what is published look back so far' },
    { pinned: 7, keeps: 30, because: 'they look back further' },
    { pinned: 90, keeps: 90, because: 'a run is pinned to a journey that does' },
  ])('$keeps days, because $because', ({ pinned, keeps }) => {
    const journeys = { ...freshCustomer('c', UTC).journeys, definitions: { old: definition(pinned) } };
    expect((now - reachBack({ journeys }, now - 30 * DAY, now)) / DAY).toBe(keeps);
  });
});
