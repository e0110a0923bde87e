import { catalogue, vocabulary } from '#journey';
import { tighten } from '#policy';

interface NudgeEvents {
  'page.visited': { orderId: string };
  'order.placed': { orderId: string };
  'customer.left': Record<string, never>;
  ping: { n: string };
  pong: { n: string };
  'visit.ended': { visitId: string };
  'visit.rated': { visitId: string };
  'vigil.began': Record<string, never>;
  'vigil.ended': Record<string, never>;
  'day.began': { day: string };
  'day.ended': { day: string };
  'limit.asked': { limitId: string };
  'limit.known': { limitId: string };
}

const words = vocabulary<NudgeEvents>()(() => ({
  guards: {},
  templates: ['come-back', 'last-call'],
  channels: ['push', 'sms'],
  activities: ['refresh-limit'],
}));

/** One stage, one stall, one touch with a fallback: the smallest journey in which everything of a touch's life can happen. */
const nudge = words.journey({
  id: 'nudge',
  version: 1,
  title: 'Visited and not ordered',
  owner: 'tests',
  startsOn: 'page.visited',
  key: 'orderId',
  reentry: 'after end',
  goal: { on: 'order.placed', within: '14 days' },
  exitsOn: ['customer.left'],
  expiresAfter: '12h',
  stages: [
    {
      name: 'order',
      doneOn: 'order.placed',
      stalls: [
        {
          after: '10m',
          touch: { name: 'nudge', purpose: 'service', via: ['push', 'sms'], template: 'come-back', usefulFor: '6h' },
        },
      ],
    },
  ],
});

/** Begins with a ping and ends with its pong: a customer of this journey completes as often as it can. */
const blink = words.journey({
  id: 'blink',
  version: 1,
  title: 'Began and ended at once',
  owner: 'tests',
  startsOn: 'ping',
  key: 'n',
  // A ping that counted twice would be a second run.
  reentry: 'after end',
  stages: [{ name: 'answered', doneOn: 'pong' }],
});

/** Keeps a customer armed for years without anything to do: what else comes is heard by a workflow that cannot complete. */
const vigil = words.journey({
  id: 'vigil',
  version: 1,
  title: 'Waits for long',
  owner: 'tests',
  startsOn: 'vigil.began',
  expiresAfter: '900 days',
  stages: [{ name: 'kept', doneOn: 'vigil.ended' }],
});

/** Asks whoever was here how it was, but by a rule of its own each person once in 90 days. */
const ask = words.journey({
  id: 'ask',
  version: 1,
  title: 'How was it?',
  owner: 'tests',
  startsOn: 'visit.ended',
  key: 'visitId',
  expiresAfter: '2h',
  tightenedBy: tighten([
    {
      ...{ id: 'ask.seldom', kind: 'cap', countOn: 'attempt', subject: 'journey', window: { rolling: '90d' } },
      ...{ limit: 1, onBlock: 'drop' },
    },
  ]),
  stages: [
    {
      name: 'rated',
      doneOn: 'visit.rated',
      stalls: [{ after: '10m', touch: { name: 'ask', purpose: 'service', via: ['push'], template: 'come-back' } }],
    },
  ],
});

/** Due at the same local time of the next day. */
const almanac = words.journey({
  id: 'almanac',
  version: 1,
  title: 'A day where the customer lives',
  owner: 'tests',
  startsOn: 'day.began',
  key: 'day',
  stages: [{ name: 'day', doneOn: 'day.ended', stalls: [{ name: 'over', after: '1 day' }] }],
});

/** Has something done instead of saying something. */
const limit = words.journey({
  id: 'limit',
  version: 1,
  title: 'Asked for the limit and not told',
  owner: 'tests',
  startsOn: 'limit.asked',
  key: 'limitId',
  exitsOn: ['customer.left'],
  expiresAfter: '12h',
  stages: [
    {
      name: 'told',
      doneOn: 'limit.known',
      stalls: [{ after: '10m', activity: 'refresh-limit' }],
    },
  ],
});

export const nudgeCatalogue = catalogue({
  vocabularies: [words],
  journeys: [nudge, blink, vigil, ask, almanac, limit],
});
