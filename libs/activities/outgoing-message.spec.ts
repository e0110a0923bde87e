import { describe, expect, it } from '@jest/globals';
import type { Dispatch } from '#customer';
import type { PlannedTouch } from '#journey';
import { firstPolicy, resolvePolicy } from '#policy';
import type { Policy } from '#policy';
import { outgoingMessage } from './outgoing-message.ts';

const hash = (text: string): string => `${text.length}`;
const first = firstPolicy(hash);
const noFreeRide = resolvePolicy(
  [{ name: 'house', rules: [], content: [{ id: 'house.free', kind: 'forbidden', words: ['gratis'] }] }],
  hash,
);

interface Case {
  readonly purpose?: PlannedTouch['purpose'];
  readonly channel?: string;
  readonly text: string;
  readonly variables?: readonly string[];
  readonly policy?: Policy;
  readonly language?: string | null;
  /** Nobody's journey, but another system, asks for it. */
  readonly requested?: true;
}

function message({ purpose = 'marketing', channel = 'sms', text, variables = [], policy = first, ...more }: Case) {
  const of = more.requested ? null : 'welcome';
  const touch: PlannedTouch = {
    ...{ id: 't', name: 'offer', run: of, journey: of, stage: of, stall: of, entry: null, subject: null, arm: null },
    ...{ purpose, via: [channel], template: 'offer', plannedAt: 0, usefulUntil: 9, topic: null, score: 0 },
    class: 'marketing',
  };
  const attempt = { id: 't/1', channel, at: 5, validUntil: 9 };
  const order: Dispatch = { customerId: 'c-1', attempt, touch, variables: {} };
  const { language = null } = more;
  const house = {
    texts: { wordingOf: () => ({ text, variables }) },
    policy: () => policy,
    language: 'en',
    store: { customers: { contactAddress: () => Promise.resolve({ address: 'a-1', language }) } },
  };
  return outgoingMessage(house, order);
}

describe('a text as it goes out', () => {
  it('that keeps the rules is sent as it is', async () => {
    await expect(message({ text: 'Your offer waits. Reply STOP to refuse.' })).resolves.toMatchObject({
      text: 'Your offer waits. Reply STOP to refuse.',
      address: 'a-1',
      language: 'en',
      idempotencyKey: 'c-1/t/1',
      at: 5,
    });
  });

  it.each<Case & { situation: string; because: RegExp }>([
    {
      situation: 'marketing without its way out',
      text: 'Your offer waits.',
      because: /^\[conservative\.way-out\] The/,
    },
    {
      situation: 'marketing that another system requested, without its way out',
      text: 'Your offer waits.',
      requested: true,
      because: /^\[conservative\.way-out\] The/,
    },
    {
      situation: 'a bot call that does not say what it is',
      purpose: 'service',
      channel: 'call',
      text: 'Hello, it is about your bill.',
      because: /^\[conservative\.automated-call\].*does not open by saying that it is automated/,
    },
    {
      situation: 'a forbidden word that a value has brought in',
      purpose: 'service',
      text: 'About your order Risk-Free 3000: it has come.',
      because: /^\[conservative\.no-false-promises\].*"risk-free", which must not be said/,
    },
    {
      situation: 'a variable that is not on the list',
      purpose: 'service',
      text: 'Dear 110101199003070000.',
      variables: ['idNumber'],
      because: /^\[conservative\.variables\].*"idNumber", which is not on the list/,
    },
    {
      situation: 'a language in which nobody has checked a way out',
      text: 'Uw aanbod wacht. Antwoord STOP.',
      language: 'nl',
      because: /lists no way out in nl/,
    },
    {
      situation: 'two faults, both of which are named',
      text: 'No risk at all!',
      because: /way-out.*no-false-promises/,
    },
    {
      situation: 'what the policy of today forbids, and that of yesterday did not',
      text: 'Gratis! Reply STOP to refuse.',
      policy: noFreeRide,
      because: /^\[house\.free\].*"gratis"/,
    },
  ])('is not sent: $situation', async ({ because, ...row }) => {
    await expect(message(row)).rejects.toMatchObject({
      code: 'content-refused',
      retryable: false,
      message: expect.stringMatching(because),
    });
  });
});
