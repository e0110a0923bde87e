import type { TimelineEntry } from '#store';

/** Reads a column: '' where there is nothing; with words before it where there is something; put into other words. */
export type Reader = (column: string, before?: string, inWords?: (text: string) => string) => string;

/** How a language tells one line of a customer's life: a name for its kind, then facts. */
export interface TimelineWords {
  readonly comma: string;
  /** Between the items of a column that holds a list. */
  readonly between: (column: string) => string;
  readonly kinds: { readonly [Kind in TimelineEntry['kind']]: string };
  readonly said: { readonly [Kind in TimelineEntry['kind']]: (of: Reader, cause: Cause) => readonly string[] };
}

/** One of a verdict's `blockedBy` in the same language. */
export type Cause = (word: string) => string;
