import { decide } from './decide.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import type { Policy } from './policy.ts';
import type { Profile } from './profile.ts';
import type { TouchRequest } from './touch-request.ts';
import type { OpensWith, Verdict } from './verdict.ts';

/**
 * The verdict, and of a hold what may open it sooner: what is under way counts as everything, and may come to less. Whoever
 * holds the touch asks again when it does, so that a slot that is free again is not left to whoever asks by chance.
 */
export function withOpening(
  verdict: Verdict,
  request: TouchRequest,
  ledger: Ledger,
  profile: Profile,
  policy: Policy,
): Verdict {
  if (verdict.kind !== 'hold' || !ledger.some(isUnderWay)) return verdict;
  const opens = (other: Ledger): boolean => {
    const answer = decide(request, other, profile, policy, verdict.at);
    return answer.kind === 'hold' ? answer.until < verdict.until : answer.kind !== 'drop';
  };
  const opensWith: OpensWith | null = opens(ledger.map(failed))
    ? 'outcome'
    : opens(ledger.map(unmade))
      ? 'release'
      : null;
  return opensWith === null ? verdict : { ...verdict, opensWith };
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
