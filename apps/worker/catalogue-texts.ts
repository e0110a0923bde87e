import type { Texts } from '#activities';
import { renderText } from '#channels';
import { textOf } from '#workflows/texts';

/** The catalogue's words, with the run's facts filled in. */
export const catalogueTexts: Texts = {
  textOf: ({ touch, attempt, variables }, language) =>
    renderText(textOf(touch.template, attempt.channel, language), variables),
};
