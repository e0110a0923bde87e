import { creditTexts } from './credit/credit.texts.ts';
import { onboardingTexts } from './onboarding/onboarding.texts.ts';
import { orderTexts } from './order/order.texts.ts';
import { reactivationTexts } from './reactivation/reactivation.texts.ts';
import { repaymentTexts } from './repayment/repayment.texts.ts';
import type { TextBook } from './text-book.ts';

/** All texts of the lending catalogue. Journey files do not import them, so no workflow carries them along. */
export const lendingTexts: TextBook = {
  ...onboardingTexts,
  ...creditTexts,
  ...orderTexts,
  ...repaymentTexts,
  ...reactivationTexts,
};

/** Those in which every text is there. */
export const languages = ['en', 'zh'] as const;

/**
 * The words of a template for a channel, its variables still as `{name}`. A language tag counts by its first part:
 * `zh-Hant` is `zh`. Thrown when there is none: TextMissingError; another language than the customer's is never a
 * fallback, because nobody has checked that it may be said.
 */
export function textOf(template: string, channel: string, language: string): string {
  const wording = own(own(lendingTexts, template), channel);
  const text = own(wording, language.toLowerCase().split('-')[0] ?? '');
  if (text === undefined) throw new TextMissingError(template, channel, language);
  return text;
}

function own<T>(record: { readonly [name: string]: T } | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Thrown when a touch has no words for the channel and language it goes out in. */
export class TextMissingError extends Error {
  readonly code = 'TEXT_MISSING';
  readonly retryable = false;
  readonly template: string;
  readonly channel: string;
  readonly language: string;
  constructor(template: string, channel: string, language: string) {
    super(
      `Template "${template}" has no text for channel "${channel}" in "${language}". ` +
        `Add it to the journey's .texts.ts, or take the channel out of the touch's "via".`,
    );
    this.name = 'TextMissingError';
    this.template = template;
    this.channel = channel;
    this.language = language;
  }
}
