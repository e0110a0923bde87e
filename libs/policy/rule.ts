import type { Elapsed, Purpose } from '#journey';
import type { CountOn, Disposition, Outcome } from './ledger.ts';
import type { OverrideKind } from './profile.ts';

/** Elapsed time. A `d` is 24 hours here: the word `rolling` beside it has said that no calendar is meant. */
export type Rolling = Elapsed | `${number}d`;

/**
 * What "per day" means, said every time: `rolling` is absolute time, so 23:00 and 00:00 lie within one `24h`;
 * `calendarDays` are days of the customer's own calendar, today being the first, so 23:00 and 00:00 are two.
 */
export type Window = { readonly rolling: Rolling } | { readonly calendarDays: number };

/** Which entries count together: those with the touch's own value. `person`: all of them. */
export type Subject = 'person' | 'purpose' | 'debt' | 'topic' | 'number' | 'journey';

/** `hold`: wait until allowed. `next`: try the next channel. `human`: hand to a human. `drop`: give up. */
export type OnBlock = 'hold' | 'next' | 'human' | 'drop';

/** What an attempt ended in, as a cooldown names it. */
export type Ending =
  | Outcome
  | Disposition
  /** A conversation of which nothing more is known. `conversation` alone means any, refusals and promises too. */
  | 'conversation without disposition'
  /** Delivered, and neither an answer nor progress within `ignoredAfter` (7 days unless said). */
  | 'ignored';

interface RuleBase {
  /** Unique in the policy: what verdicts name. */
  readonly id: string;
  /** Plain words for who asks why. */
  readonly says?: { readonly en: string; readonly zh: string };
  /** Which touches it looks at, and, for caps and cooldowns, which entries. Absent: all. */
  readonly purposes?: readonly Purpose[];
  readonly channels?: readonly string[];
  /** Which touches it looks at: those of these journeys. Absent: all. */
  readonly journeys?: readonly string[];
  readonly onBlock: OnBlock;
  /** Kinds of override (a callback the customer asked for, direct consent) while which this rule does not look. */
  readonly overriddenBy?: readonly OverrideKind[];
  /** Only reports what it would have blocked. */
  readonly shadow?: true;
}

/** Local wall clock, `HH:MM`, `[from, to)`. `to` at or before `from` runs overnight and belongs to the day it opens on. */
export interface AllowedWindow {
  readonly from: string;
  readonly to: string;
  /** ISO weekdays, 1 is Monday. Absent: every day. */
  readonly days?: readonly number[];
  /** Does it open on a holiday of the rule's calendar? Default `open`. */
  readonly onHolidays?: 'open' | 'closed' | 'only';
}

/** Blocked unless the wall clock is inside an allowed window in every candidate zone; no zone: always blocked. */
export interface HoursRule extends RuleBase {
  readonly kind: 'hours';
  readonly allowed: readonly AllowedWindow[];
  /** Names one of the policy's calendars of holidays. */
  readonly calendar?: string;
}

/** Blocked when the entries within `window` reach `limit`. */
export interface CapRule extends RuleBase {
  readonly kind: 'cap';
  readonly countOn: CountOn;
  readonly subject?: Subject;
  readonly window: Window;
  readonly limit: number;
}

/** Blocked for so long after an entry that ended in one of `after`; with `times`, after so many `within` a time. */
export interface CooldownRule extends RuleBase {
  readonly kind: 'cooldown';
  readonly after: readonly Ending[];
  readonly for: Window;
  readonly subject?: Subject;
  readonly times?: number;
  readonly within?: { readonly rolling: Rolling };
  readonly ignoredAfter?: Rolling;
}

/** Blocked unless the customer's latest word for purpose and channel says so. */
export interface ConsentRule extends RuleBase {
  readonly kind: 'consent';
  /** `given` (default): a consent is needed. `no objection`: only a withdrawal blocks. */
  readonly needs?: 'given' | 'no objection';
  /** The consent must have been confirmed (double opt-in). */
  readonly confirmed?: true;
}

/** Blocked while one of `flags` is up. */
export interface SuppressRule extends RuleBase {
  readonly kind: 'suppress';
  readonly flags: readonly string[];
}

/** Percent of all customers who are deliberately not touched, sticky by hash of salt and customer. Looked at first. */
export interface HoldoutRule extends RuleBase {
  readonly kind: 'holdout';
  readonly percent: number;
  readonly salt: string;
}

export type Rule = HoursRule | CapRule | CooldownRule | ConsentRule | SuppressRule | HoldoutRule;
