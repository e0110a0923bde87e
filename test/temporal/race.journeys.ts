import { catalogue, vocabulary } from '#journey';

interface RaceEvents {
  'race.began': { heat: string };
  'race.won': { heat: string };
}

const words = vocabulary<RaceEvents>()(() => ({
  guards: {},
  templates: ['go'],
  channels: ['push', 'sms'],
}));

/** How many journeys a heat begins at once. */
export const lanes = 20;

/** Many journeys of which each has something to say ten minutes after a heat began, every second by SMS. */
const journeys = Array.from({ length: lanes }, (_, lane) =>
  words.journey({
    id: `lane-${lane}`,
    version: 1,
    title: `Lane ${lane}`,
    owner: 'tests',
    startsOn: 'race.began',
    key: 'heat',
    stages: [
      {
        name: 'run',
        doneOn: 'race.won',
        stalls: [
          {
            after: '10m',
            touch: { name: 'go', purpose: 'service', via: [lane % 2 === 0 ? 'push' : 'sms'], template: 'go' },
          },
        ],
      },
    ],
  }),
);

export const raceCatalogue = catalogue({ vocabularies: [words], journeys });
