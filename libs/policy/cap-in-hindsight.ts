import type { Instant, OffsetTable } from '#journey';
import { capLook } from './compiled-policy.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import type { CapRule } from './rule.ts';
import type { Question, RuleLook } from './rule-look.ts';
import type { TouchRequest } from './touch-request.ts';

/**
 * A cap held against contacts that were made, whoever allowed them, with their outcomes as they are known in the end: what
 * another policy let through, this one may not have.
 */
export class CapInHindsight {
  private readonly look: RuleLook;

  constructor(private readonly rule: CapRule) {
    this.look = capLook(rule);
  }

  /** Was there a moment at which the window held more contacts than the limit? A count can only rise at a contact. */
  exceededBy(contacts: Hindsight): boolean {
    const { limit, journeys } = this.rule;
    // More than the limit lie at or before an instant from this contact on, and not earlier.
    const first = contacts[limit];
    if (first === undefined) return false;
    for (const { question, at } of contacts) {
      if (at < first.at || journeys?.includes(question.request.journey ?? '') === false) continue;
      if (this.look.count(question, at) > limit) return true;
    }
    return false;
  }
}

/** The contacts that were made, in the order of time, each as it would have been asked for. */
export type Hindsight = readonly { readonly question: Question; readonly at: Instant }[];

export function inHindsight(ledger: Ledger, zones: readonly OffsetTable[]): Hindsight {
  return ledger.map((entry) => ({ question: questionOf(entry, ledger, zones), at: entry.at }));
}

function questionOf(entry: LedgerEntry, ledger: Ledger, zones: readonly OffsetTable[]): Question {
  const { id, at, purpose, channel, journey, debt, topic, number } = entry;
  const request: TouchRequest = {
    id,
    purpose,
    channels: [channel],
    plannedAt: at,
    usefulUntil: at,
    journey,
    stage: null,
    debt,
    topic,
    number,
    class: 'service',
    score: 0,
  };
  return { request, channel, ledger, profile: { zones, consents: [], flags: [], overrides: [] } };
}
