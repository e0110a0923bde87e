import { chinese } from './explain.zh.ts';
import { english } from './explain.en.ts';
import type { Policy } from './policy.ts';
import type { Reason, Verdict } from './verdict.ts';

export type Language = 'en' | 'zh';

/** What a language needs to say; instants come as text. */
export interface Wording {
  readonly headline: (verdict: Verdict, when: (at: number) => string) => string;
  readonly reason: (reason: Reason, when: (at: number) => string) => string;
  readonly winner: (touch: string) => string;
  readonly zones: (zones: readonly string[], iana: string | null) => string;
  readonly decidedBy: (policy: string) => string;
}

/**
 * Why (not) contacted, in plain words, a line each: first the answer, then every rule that was looked at. With the policy
 * at hand, a rule that explains itself is quoted. Instants are in UTC.
 */
export function explain(verdict: Verdict, language: Language, policy?: Policy): readonly string[] {
  const words = language === 'zh' ? chinese : english;
  const says = new Map(policy?.rules.map(({ id, says: own }) => [id, own?.[language]]));
  return [
    words.headline(verdict, utc),
    ...(verdict.winner === null ? [] : [words.winner(verdict.winner)]),
    ...verdict.reasons.map((reason) => {
      const own = says.get(reason.rule);
      return `- ${words.reason(reason, utc)}${own === undefined ? '' : language === 'zh' ? `（${own}）` : ` (${own})`}`;
    }),
    words.zones(verdict.zones, verdict.iana),
    words.decidedBy(verdict.policy),
  ];
}

function utc(at: number): string {
  return `${new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/:00\.000Z$|\.000Z$/, '')} UTC`;
}
