import { describe, expect, it } from '@jest/globals';
import { catalogue, vocabulary } from '#journey';
import type { JourneyDefinition } from '#journey';
import { Listening } from './listening.ts';

interface Shop {
  'cart.filled': object;
  'cart.paid': object;
  'cart.old-way-paid': object;
}

const words = vocabulary<Shop>()(() => ({ guards: {}, templates: [], channels: [] }));

function cart(version: number, paidBy: 'cart.paid' | 'cart.old-way-paid'): JourneyDefinition {
  return words.journey({
    id: 'cart',
    version,
    title: 'Cart',
    owner: 'shop',
    startsOn: 'cart.filled',
    stages: [{ name: 'pay', doneOn: paidBy }],
  });
}

const current = catalogue({ vocabularies: [words], journeys: [cart(2, 'cart.paid')] });

describe('what goes on to the workflow', () => {
  it.each([
    { type: 'cart.paid', why: 'the catalogue listens to it', heard: true },
    { type: 'cart.old-way-paid', why: 'an earlier version, which runs may still be on, listens to it', heard: true },
    { type: 'consent.withdrawn', why: 'the policy reads it', heard: true },
    { type: 'cart.looked-at', why: 'nobody listens', heard: false },
  ])('$type: $heard, because $why', async ({ type, heard }) => {
    const listening = new Listening(current, { all: () => Promise.resolve([cart(1, 'cart.old-way-paid')]) });
    expect((await listening.types()).has(type)).toBe(heard);
  });

  it('asks the store again when it did not answer the first time', async () => {
    const answers = [() => Promise.reject(new Error('away')), () => Promise.resolve([cart(1, 'cart.old-way-paid')])];
    const listening = new Listening(current, { all: () => answers.shift()?.() ?? Promise.resolve([]) });
    await expect(listening.types()).rejects.toThrow('away');
    expect((await listening.types()).has('cart.old-way-paid')).toBe(true);
  });
});
