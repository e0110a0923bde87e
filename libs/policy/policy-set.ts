import type { Purpose } from '#journey';
import type { ContentRule } from './content-rule.ts';
import type { HolidayCalendar } from './holiday-calendar.ts';
import type { Rolling, Rule } from './rule.ts';

/** Where a preset comes from. A preset is a starting point, not legal advice. */
export interface Origin {
  /** The regime's own number: `12 CFR 1006.14(b)(2)`. */
  readonly number: string;
  readonly source: string;
  /** The day as of which it was written down, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** F: primary text read; s: secondary sources agree; m: from memory, switched off; ours: our own choice. */
  readonly confidence: 'F' | 's' | 'm' | 'ours';
  readonly notes: string;
}

/** A gap that is meant: `tendril policy check` reports it as decided, with its reason, and not as a finding. */
export interface LeftOpen {
  readonly kinds: readonly ('cap' | 'hours' | 'consent')[];
  /** Absent: all. */
  readonly purposes?: readonly Purpose[];
  /** Absent: all. */
  readonly channels?: readonly string[];
  readonly because: { readonly en: string; readonly zh: string };
}

/** Some rules under one name: a preset, an institution's own, a journey's tightening. Sets add up; nothing takes away. */
export interface PolicySet {
  readonly name: string;
  readonly title?: string;
  readonly origin?: Origin;
  /** Default: true, but false where the confidence is `m`. */
  readonly enabled?: boolean;
  readonly rules: readonly Rule[];
  readonly content?: readonly ContentRule[];
  /** What it deliberately has no rule for. Says nothing to a verdict. */
  readonly leavesOpen?: readonly LeftOpen[];
  readonly calendars?: { readonly [name: string]: HolidayCalendar };
  /** How long at most a `send` stays valid. The shortest of all sets wins; 24h where none says. */
  readonly sendValidFor?: Rolling;
  /** How far ahead an expected touch of a higher class may hold a lower one. The longest wins; not at all where none says. */
  readonly yieldsWithin?: Rolling;
  /**
   * Over how long to spread what was held until an instant at which a window opens for everybody of a zone. The longest wins;
   * not at all where none says.
   */
  readonly spreadsOver?: Rolling;
}
