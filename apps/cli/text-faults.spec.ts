import { describe, expect, it } from '@jest/globals';
import type { JourneyDefinition } from '#journey';
import { firstPolicy } from '#policy';
import { lendingCatalogue } from '#workflows/catalogue';
import { languages, textOf } from '#workflows/texts';
import { textFaults } from './text-faults.ts';

const policy = firstPolicy((text) => `${text.length}`);
const journey: JourneyDefinition = {
  ...{ id: 'j', version: 1, title: 'J', owner: 'o', startsOn: 'e' },
  stages: [
    {
      name: 's',
      doneOn: 'd',
      stalls: [
        {
          after: '1h',
          touch: { name: 'offer', purpose: 'marketing', via: ['sms', 'push'], template: { a: 'one', b: 'two' } },
        },
      ],
    },
  ],
};

describe('the texts of a catalogue under a policy', () => {
  it('of the product are all there and fit to send', () => {
    expect(textFaults(lendingCatalogue, languages, textOf, policy)).toEqual([]);
  });

  it('are checked for each arm, channel and language, and named where they fail or are missing', () => {
    const written: { readonly [key: string]: string } = {
      'one sms en': 'An offer. Reply STOP.',
      'one push en': 'An offer.',
      'two sms en': 'An offer for {name}. Reply STOP.',
    };
    const found = textFaults({ journeys: [journey] }, ['en'], read(written), policy);
    expect(found).toEqual([
      expect.stringMatching(/^Journey "j", touch "offer", template "one": \[conservative\.way-out\] .*for push \(en\)/),
      expect.stringMatching(/template "two": \[conservative\.variables\] .*"name"/),
      'Journey "j", touch "offer", template "two": There is no "two push en".',
    ]);
  });
});

function read(written: { readonly [key: string]: string }) {
  return (template: string, channel: string, language: string): string => {
    const text = written[`${template} ${channel} ${language}`];
    if (text === undefined) throw new Error(`There is no "${template} ${channel} ${language}".`);
    return text;
  };
}
