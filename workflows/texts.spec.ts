import { describe, expect, it } from '@jest/globals';
import { lendingCatalogue } from './catalogue.ts';
import { automatedCall } from './text-book.ts';
import { languages, lendingTexts, textOf, TextMissingError } from './texts.ts';

const touches = lendingCatalogue.journeys.flatMap(({ stages }) =>
  stages.flatMap(({ stalls = [] }) => stalls.flatMap(({ touch }) => (touch === undefined ? [] : [touch]))),
);
const said = touches.flatMap(({ name, purpose, via, template }) =>
  (typeof template === 'string' ? [template] : Object.values(template)).flatMap((of) =>
    via.flatMap((channel) => languages.map((language) => ({ name, purpose, template: of, channel, language }))),
  ),
);

describe('texts of the lending catalogue', () => {
  it.each(said)('$name has words: $template, $channel, $language', ({ template, channel, language }) => {
    expect(textOf(template, channel, language).length).toBeGreaterThan(10);
  });

  it.each(said.filter(({ purpose }) => purpose === 'marketing'))(
    'marketing carries its way out: $template, $channel, $language',
    ({ template, channel, language }) => {
      expect(textOf(template, channel, language)).toContain(language === 'en' ? 'STOP' : '退订');
    },
  );

  it.each(said.filter(({ channel }) => channel === 'call'))(
    'a bot call opens by saying that it is automated: $template, $language',
    ({ template, channel, language }) => {
      expect(textOf(template, channel, language).startsWith(automatedCall[language])).toBe(true);
    },
  );

  it('uses no other variables than these', () => {
    const texts = Object.values(lendingTexts).flatMap((channels) =>
      Object.values(channels).flatMap(({ en, zh }) => [en, zh]),
    );
    const names = texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
    expect([...new Set(names)].sort()).toEqual(['amount', 'dueOn', 'limit', 'remaining']);
  });

  it('says the same variables in both languages', () => {
    const variables = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    for (const channels of Object.values(lendingTexts))
      for (const { en, zh } of Object.values(channels)) expect(variables(en)).toEqual(variables(zh));
  });

  it('has no text that no touch says', () => {
    const used = new Set(said.map(({ template, channel }) => `${template} ${channel}`));
    const written = Object.entries(lendingTexts).flatMap(([template, channels]) =>
      Object.keys(channels).map((channel) => `${template} ${channel}`),
    );
    expect(written.filter((text) => !used.has(text))).toEqual([]);
  });

  it.each([
    ['no-such-template', 'sms', 'en'],
    ['bill-soon', 'fax', 'en'],
    ['bill-soon', 'sms', 'fr'],
    ['constructor', 'name', 'en'],
    ['bill-soon', 'sms', ''],
  ])('says what is missing: %s, %s, %s', (template, channel, language) => {
    expect(() => textOf(template, channel, language)).toThrow(TextMissingError);
  });

  it('takes a language tag by its first part', () => {
    expect(textOf('bill-soon', 'sms', 'zh-Hant-TW')).toBe(textOf('bill-soon', 'sms', 'zh'));
  });
});
