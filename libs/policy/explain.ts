import { causeOf, type Cause } from './cause.ts';
import { chinese } from './explain.zh.ts';
import { english } from './explain.en.ts';
import type { Policy } from './policy.ts';
import type { Rule } from './rule.ts';
import type { Reason, Verdict } from './verdict.ts';
import { YIELDS } from './yield-to.ts';

export type Language = 'en' | 'zh';

/** What a language needs to say; instants come as text. */
export interface Wording {
  readonly headline: (verdict: Verdict, when: (at: number) => string) => string;
  /** One of a verdict's `blockedBy`. */
  readonly cause: (cause: Cause) => string;
  readonly reason: (reason: Reason, when: (at: number) => string) => string;
  /** `isKept`: it has not taken the slot yet, but is expected to. */
  readonly winner: (touch: string, isKept: boolean) => string;
  /** After a reason of hours: they stay closed because nobody knows of later holidays. */
  readonly calendarEnds: (calendar: string, until: string) => string;
  readonly zones: (zones: readonly string[], iana: string | null) => string;
  readonly decidedBy: (policy: string) => string;
}

/**
 * Why (not) contacted, in plain words, a line each: first the answer, then every rule that was looked at. With the policy
 * at hand, a rule that explains itself is quoted. Instants are in UTC.
 */
export function explain(verdict: Verdict, language: Language, policy?: Policy): readonly string[] {
  const words = language === 'zh' ? chinese : english;
  const rules = new Map(policy?.rules.map((rule) => [rule.id, rule]));
  // Without a zone no hours open, however far the calendar goes.
  const isNowhere = verdict.zones.length === 0;
  return [
    words.headline(verdict, utc),
    ...(verdict.winner === null ? [] : [words.winner(verdict.winner, verdict.blockedBy.includes(YIELDS))]),
    ...verdict.reasons.map((reason) => {
      const rule = rules.get(reason.rule);
      const own = rule?.says?.[language];
      const quoted = own === undefined ? '' : language === 'zh' ? `（${own}）` : ` (${own})`;
      const calendar =
        rule === undefined || policy === undefined || isNowhere ? null : calendarAtItsEnd(reason, rule, policy);
      return `- ${words.reason(reason, utc)}${quoted}${calendar === null ? '' : words.calendarEnds(calendar.name, calendar.until)}`;
    }),
    words.zones(verdict.zones, verdict.iana),
    words.decidedBy(verdict.policy),
  ];
}

/** One word of a verdict's `blockedBy`, with what its rule says of itself where the policy is at hand. */
export function explainCause(word: string, language: Language, policy?: Policy): string {
  const named = (language === 'zh' ? chinese : english).cause(causeOf(word));
  const own = policy?.rules.find(({ id }) => id === word)?.says?.[language];
  return own === undefined ? named : language === 'zh' ? `${named}（${own}）` : `${named} (${own})`;
}

function calendarAtItsEnd({ blocked, nextAllowedAt }: Reason, rule: Rule, { calendars }: Policy) {
  if (!blocked || nextAllowedAt !== null || rule.kind !== 'hours' || rule.calendar === undefined) return null;
  const until = calendars[rule.calendar]?.until;
  return until === undefined ? null : { name: rule.calendar, until };
}

function utc(at: number): string {
  return `${new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/:00\.000Z$|\.000Z$/, '')} UTC`;
}
