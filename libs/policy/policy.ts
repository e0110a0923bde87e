import type { ContentRule } from './content-rule.ts';
import type { Rule } from './rule.ts';

/** The policy in force: all sets resolved into one, validated, plain JSON, identified by its content. */
export interface Policy {
  /** sha256 of the content. */
  readonly hash: string;
  /** The sets it was made of, in their order. */
  readonly sets: readonly string[];
  readonly rules: readonly Rule[];
  readonly content: readonly ContentRule[];
  readonly calendars: { readonly [name: string]: readonly string[] };
  readonly sendValidForMs: number;
  readonly yieldsWithinMs: number;
}
