import { decide, USEFUL_UNTIL } from './decide.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import type { Policy } from './policy.ts';
import type { Profile } from './profile.ts';
import type { TouchRequest } from './touch-request.ts';
import type { OpensWith, Verdict } from './verdict.ts';

type Dropped = Extract<Verdict, { readonly kind: 'drop' }>;
type Held = Extract<Verdict, { readonly kind: 'hold' }>;

/**
 * The verdict, and of a hold what may open it sooner: what is under way counts as everything, and may come to less. Whoever
 * holds the touch asks again when it does, so that a slot that is free again is not left to whoever asks by chance. What
 * would only come too late is for the same reason not dropped as long as it may open in time, but held to its last instant.
 */
export function withOpening(
  verdict: Verdict,
  request: TouchRequest,
  ledger: Ledger,
  profile: Profile,
  policy: Policy,
): Verdict {
  const held = verdict.kind === 'drop' ? heldToTheLast(verdict, request) : verdict;
  if (held?.kind !== 'hold' || !ledger.some(isUnderWay)) return verdict;
  const opensBy = verdict.kind === 'hold' ? verdict.until : Infinity;
  const opens = (other: Ledger): boolean => {
    const answer = decide(request, other, profile, policy, verdict.at);
    return answer.kind === 'hold' ? answer.until < opensBy : answer.kind !== 'drop';
  };
  const opensWith: OpensWith | null = opens(ledger.map(failed))
    ? 'outcome'
    : opens(ledger.map(unmade))
      ? 'release'
      : null;
  return opensWith === null ? verdict : { ...held, opensWith };
}

/** Null: it is not for want of time that it is dropped, or its last instant has come. */
function heldToTheLast({ channel, ...dropped }: Dropped, { usefulUntil }: TouchRequest): Held | null {
  const { at, blockedBy, reasons } = dropped;
  if (channel === null || !blockedBy.includes(USEFUL_UNTIL) || !(at < usefulUntil)) return null;
  return {
    ...dropped,
    kind: 'hold',
    channel,
    until: usefulUntil,
    blockedBy: blockedBy.filter((word) => word !== USEFUL_UNTIL),
    reasons: reasons.filter(({ kind }) => kind !== USEFUL_UNTIL),
  };
}

function isUnderWay({ state, outcome }: LedgerEntry): boolean {
  return state === 'reserved' || (state === 'committed' && (outcome === 'pending' || outcome === 'unknown'));
}

/** The least that can come of it once it is made. */
function failed(entry: LedgerEntry): LedgerEntry {
  return isUnderWay(entry) ? { ...entry, state: 'committed', outcome: 'failed' } : entry;
}

function unmade(entry: LedgerEntry): LedgerEntry {
  return entry.state === 'reserved' ? { ...entry, state: 'released' } : failed(entry);
}
