import { describe, expect, it } from '@jest/globals';
import { catalogue, publish, vocabulary } from '#journey';
import { publishedPart } from './published-part.ts';

interface Shop {
  'cart.filled': object;
  'cart.paid': object;
  'complaint.opened': object;
}

const words = vocabulary<Shop>()(({ guard }) => ({
  guards: { complaining: guard(['complaint.opened'], (facts) => facts['complaint.opened'] !== undefined) },
  templates: ['pay'],
  channels: ['sms'],
}));

const cart = words.journey({
  id: 'cart',
  version: 1,
  title: 'Cart',
  owner: 'shop',
  startsOn: 'cart.filled',
  stages: [
    {
      name: 'pay',
      doneOn: 'cart.paid',
      stalls: [
        {
          after: '1h',
          unless: 'complaining',
          touch: { name: 'pay', purpose: 'service', via: ['sms'], template: 'pay' },
        },
      ],
    },
  ],
});

const published = publish(catalogue({ vocabularies: [words], journeys: [cart] }), () => '0'.repeat(64));

describe('the definitions that come with an event', () => {
  it.each([
    { type: 'cart.filled', because: 'it starts a run', comes: true },
    { type: 'cart.paid', because: 'it may have come before the start', comes: true },
    { type: 'complaint.opened', because: 'a guard of a later run reads it', comes: true },
    { type: 'shop.opened', because: 'nobody hears it', comes: false },
  ])('$type: $comes, because $because', ({ type, comes }) => {
    expect(Object.keys(publishedPart(published, [type]).definitions)).toEqual(comes ? ['cart@1#000000000000'] : []);
  });
});
