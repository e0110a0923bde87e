import type { Texts } from '#activities';
import { renderText, variablesIn } from '#channels';
import { textOf } from '#workflows/texts';

/** The catalogue's words, with the run's facts filled in. */
export const catalogueTexts: Texts = {
  wordingOf: ({ touch, attempt, variables }, language) => {
    const written = textOf(touch.template, attempt.channel, language);
    return { text: renderText(written, variables), variables: variablesIn(written) };
  },
};
