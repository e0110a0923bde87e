import type { OffsetTable } from '#journey';
import { capLook } from './compiled-policy.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import type { CapRule } from './rule.ts';
import type { Question, RuleLook } from './rule-look.ts';

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
  exceededBy(ledger: Ledger, zones: readonly OffsetTable[]): boolean {
    const { limit, journeys } = this.rule;
    if (ledger.length <= limit) return false;
    return ledger.some((entry) => {
      if (journeys !== undefined && !journeys.includes(entry.journey ?? '')) return false;
      return this.look.count(questionOf(entry, ledger, zones), entry.at) > limit;
    });
  }
}

/** The contact as it would have been asked for. */
function questionOf(entry: LedgerEntry, ledger: Ledger, zones: readonly OffsetTable[]): Question {
  const { id, at, purpose, channel, journey, debt, topic, number } = entry;
  const request = {
    id,
    purpose,
    channels: [channel],
    plannedAt: at,
    usefulUntil: at,
    journey,
    stage: null,
    debt,
    topic,
  };
  return {
    request: { ...request, number, class: 'service', score: 0 },
    channel,
    ledger,
    profile: { zones, consents: [], flags: [], overrides: [] },
  };
}
