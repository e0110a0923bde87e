import { describe, expect, it } from '@jest/globals';
import type { Channel, Pace } from '#channels';
import type { Dispatch, DispatchResult } from '#customer';
import { endDispatch } from './dispatch-row.ts';

const order = { customerId: 'c', attempt: { id: 't/1', channel: 'call' } } as Dispatch;
const pace: Pace = { limits: [], leaseMs: 600_000, keptMs: 0 };
const outcome = (word: 'failed' | 'unknown' | 'conversation'): DispatchResult => ({
  kind: 'outcome',
  outcome: word,
  disposition: null,
  detail: null,
});

/** The attempts whose slots are freed when a dispatch on this channel ends so. */
async function freedBy(result: DispatchResult, limited: Pace | null = pace) {
  const freed: string[] = [];
  const house = {
    channels: { of: () => ({ provider: 'p' }) as Channel },
    paces: { isAny: true, of: () => limited },
    store: {
      dispatches: { end: () => Promise.resolve() },
      paces: {
        free: (_: string, attempts: readonly string[]) => {
          freed.push(...attempts);
          return Promise.resolve();
        },
      },
    },
  };
  await endDispatch(house, order, 0, result);
  return freed;
}

describe('a dispatch that ends', () => {
  it.each([
    { how: 'with its outcome', result: outcome('conversation'), freed: ['t/1'] },
    { how: 'as failed', result: outcome('failed'), freed: ['t/1'] },
    {
      how: 'cancelled, with a slot in its hand',
      result: { kind: 'not sent', because: 'cancelled before it went out' } as const,
      freed: ['t/1'],
    },
    { how: 'taken by the provider', result: { kind: 'accepted', reference: null, outcomeBy: 1 } as const, freed: [] },
    { how: 'with nobody knowing how', result: outcome('unknown'), freed: [] },
  ])('$how, frees $freed', async ({ result, freed }) => {
    expect(await freedBy(result)).toEqual(freed);
  });

  it('asks for no slot where starts are not limited', async () => {
    expect(await freedBy(outcome('failed'), null)).toEqual([]);
  });
});
