import type { Purpose } from '#journey';

interface ContentRuleBase {
  readonly id: string;
  readonly purposes?: readonly Purpose[];
  readonly channels?: readonly string[];
}

/** Phrases by language; a text in a language that has none listed fails: nobody has checked it. */
export interface Phrases {
  readonly [language: string]: readonly string[];
}

export type ContentRule =
  /** The text must hold one of these: the way out of marketing. A keyword in capitals must stand there in capitals. */
  | (ContentRuleBase & { readonly kind: 'way out'; readonly anyOf: Phrases })
  /** The text must say one of these in its first sentence: that the call is automated. */
  | (ContentRuleBase & { readonly kind: 'disclosure'; readonly anyOf: Phrases })
  /** Words that never leave. */
  | (ContentRuleBase & { readonly kind: 'forbidden'; readonly words: readonly string[] })
  /** The only variables that a text may use. */
  | (ContentRuleBase & { readonly kind: 'variables'; readonly allowed: readonly string[] });
