import type { ContentRule } from './content-rule.ts';
import type { HolidayCalendar } from './holiday-calendar.ts';
import type { LeftOpen } from './policy-set.ts';
import type { Rule } from './rule.ts';

/** The policy in force: all sets resolved into one, validated, plain JSON, identified by its content. */
export interface Policy {
  /** sha256 of the content. */
  readonly hash: string;
  /** The sets it was made of, in their order. */
  readonly sets: readonly string[];
  readonly rules: readonly Rule[];
  readonly content: readonly ContentRule[];
  /** Gaps that one of the sets declares as meant; not part of the hash, as no verdict looks at them. */
  readonly leavesOpen?: readonly LeftOpen[];
  readonly calendars: { readonly [name: string]: HolidayCalendar };
  readonly sendValidForMs: number;
  readonly yieldsWithinMs: number;
  readonly spreadsOverMs: number;
}
