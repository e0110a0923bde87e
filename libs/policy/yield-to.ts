import { decide } from './decide.ts';
import { reserve } from './keep-ledger.ts';
import type { Ledger } from './ledger.ts';
import type { Policy } from './policy.ts';
import type { Profile } from './profile.ts';
import { byImportance, isHigherClass } from './rank.ts';
import type { TouchRequest } from './touch-request.ts';
import type { Reason, Verdict } from './verdict.ts';

/** What a verdict names as the reason of a touch that yields. */
export const YIELDS = 'yields';

/**
 * The verdict on a touch that could go, but would take the slot of a more important one that is expected while it is
 * still useful: held until then, when all are looked at together. Null: nothing to yield to.
 */
export function yieldTo(
  expected: readonly TouchRequest[],
  request: TouchRequest,
  verdict: Verdict,
  ledger: Ledger,
  profile: Profile,
  policy: Policy,
): Verdict | null {
  if (verdict.kind !== 'send' || policy.yieldsWithinMs === 0) return null;
  const { at, channel } = verdict;
  const until = Math.min(request.usefulUntil, at + policy.yieldsWithinMs);
  const taken = reserve(ledger, request, channel, `slot of ${request.id}`, at);
  const greater = expected
    .filter((other) => isHigherClass(other, request) && other.plannedAt > at && other.plannedAt <= until)
    .toSorted(byImportance)
    .find((other) => {
      const freely = decide(other, ledger, profile, policy, other.plannedAt);
      return freely.kind === 'send' && decide(other, taken, profile, policy, other.plannedAt).kind !== 'send';
    });
  if (greater === undefined) return null;
  const reason: Reason = {
    rule: YIELDS,
    kind: 'yield',
    blocked: true,
    channel,
    count: null,
    limit: null,
    nextAllowedAt: greater.plannedAt,
  };
  const { touch, zones, iana, policy: hash, reasons } = verdict;
  return {
    kind: 'hold',
    touch,
    at,
    channel,
    until: greater.plannedAt,
    blockedBy: [YIELDS],
    reasons: [...reasons, reason],
    zones,
    iana,
    policy: hash,
    winner: greater.id,
  };
}
