import { describe, expect, it } from '@jest/globals';
import type { Channel, Pace } from '#channels';
import type { Dispatch, DispatchResult } from '#customer';
import { endDispatch } from './dispatch-row.ts';

const order = { customerId: 'c', attempt: { id: 't/1', channel: 'call' } } as Dispatch;
const pace: Pace = { limits: [], leaseMs: 600_000, keptMs: 0 };
const outcome = (word: 'failed' | 'unknown' | 'conversation') => ({
  kind: 'outcome' as const,
  outcome: word,
  disposition: null,
  detail: null,
});

/** By what name a dispatch that ends so is kept, and whose slots are freed. */
async function ended(result: DispatchResult, limited: Pace | null = pace) {
  const freed: string[] = [];
  let kept: string | null | undefined;
  const house = {
    channels: { of: () => ({ provider: 'p' }) as Channel },
    paces: { isAny: true, of: () => limited },
    store: {
      dispatches: {
        end: ({ reference }: { readonly reference?: string | null }) => {
          kept = reference;
          return Promise.resolve();
        },
      },
      paces: {
        free: (_: string, attempts: readonly string[]) => {
          freed.push(...attempts);
          return Promise.resolve();
        },
      },
    },
  };
  await endDispatch(house, order, 0, result);
  return { freed, kept };
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
    expect((await ended(result)).freed).toEqual(freed);
  });

  it('asks for no slot where starts are not limited', async () => {
    expect((await ended(outcome('failed'), null)).freed).toEqual([]);
  });

  it.each<{ readonly how: string; readonly result: DispatchResult }>([
    { how: 'taken', result: { kind: 'accepted', reference: 'g-7', outcomeBy: 1 } },
    { how: 'with an outcome that more may follow', result: { ...outcome('conversation'), reference: 'g-7' } },
  ])('$how, keeps the name that the provider calls it by', async ({ result }) => {
    expect((await ended(result)).kept).toBe('g-7');
  });
});
