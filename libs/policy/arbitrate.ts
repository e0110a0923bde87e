import type { Instant } from '#journey';
import { decide } from './decide.ts';
import { HUMAN_CHANNEL } from './human-channel.ts';
import { asOf, release, reserve } from './keep-ledger.ts';
import type { Ledger } from './ledger.ts';
import { withOpening } from './opens-with.ts';
import type { Policy } from './policy.ts';
import type { Profile } from './profile.ts';
import { byImportance } from './rank.ts';
import type { TouchRequest } from './touch-request.ts';
import type { Verdict } from './verdict.ts';
import { yieldTo } from './yield-to.ts';

/** A touch that has won its slot in this very arbitration. */
interface Winner {
  readonly request: TouchRequest;
  readonly slot: string;
}

/**
 * The verdicts on all touches of one customer that are pending at `at`, in the order given; who wins does not depend on
 * that order. The more important is asked first, and what goes out or to a human takes the slot in a working copy of the
 * ledger before the next is asked; the caller reserves what it dispatches. What is reserved there already counts as made
 * now. `expected` are touches planned for later, which may hold one of a lower class back; from its hold on, so is one that is
 * held here.
 */
export function arbitrate(
  requests: readonly TouchRequest[],
  ledger: Ledger,
  profile: Profile,
  policy: Policy,
  at: Instant,
  expected: readonly TouchRequest[] = [],
): readonly Verdict[] {
  let working = asOf(ledger, at);
  if (requests.length === 1 && expected.length === 0) {
    return requests.map((request) =>
      withOpening(decide(request, working, profile, policy, at), request, working, profile, policy),
    );
  }
  const verdicts = new Map<TouchRequest, Verdict>();
  const winners: Winner[] = [];
  const coming = [...expected];
  for (const request of requests.toSorted(byImportance)) {
    const verdict = decide(request, working, profile, policy, at);
    const answer =
      asSpread(yieldTo(coming, request, verdict, working, profile, policy), verdicts.values()) ??
      withOpening(named(request, verdict, winners, working, profile, policy), request, working, profile, policy);
    const channel = channelTaken(answer);
    if (channel !== null) {
      // Two touches never share an id; a slot must not meet an attempt's id either.
      const slot = `slot of ${request.id}`;
      working = reserve(working, request, channel, slot, at);
      winners.push({ request, slot });
    }
    if (answer.kind === 'hold') coming.push({ ...request, plannedAt: answer.until });
    verdicts.set(request, answer);
  }
  return requests.map((request) => verdicts.get(request) as Verdict);
}

/** What yields to a touch that is held here waits as long: were it asked sooner, the other would be asked with it. */
function asSpread(yielding: Verdict | null, given: Iterable<Verdict>): Verdict | null {
  const greater = [...given].find(({ touch }) => touch === yielding?.winner);
  if (yielding?.kind !== 'hold' || greater?.kind !== 'hold' || greater.spreadMs === undefined) return yielding;
  return { ...yielding, spreadMs: greater.spreadMs };
}

function channelTaken(verdict: Verdict): string | null {
  if (verdict.kind === 'send') return verdict.channel;
  return verdict.kind === 'human' ? HUMAN_CHANNEL : null;
}

/** A loser's record names the winner: the most important of those without whose slot the answer had been another. */
function named(
  request: TouchRequest,
  verdict: Verdict,
  winners: readonly Winner[],
  working: Ledger,
  profile: Profile,
  policy: Policy,
): Verdict {
  if (verdict.kind === 'send' || winners.length === 0) return verdict;
  let without = working;
  for (const { slot } of winners) without = release(without, slot);
  const freely = decide(request, without, profile, policy, verdict.at);
  const tookFrom = (answer: Verdict): boolean =>
    answer.kind !== 'send' && (freely.kind === 'send' || answer.blockedBy.length > freely.blockedBy.length);
  if (!tookFrom(verdict)) return verdict;
  const took = winners.find(({ slot }) =>
    tookFrom(decide(request, reserveAgain(without, working, slot), profile, policy, verdict.at)),
  );
  // Where no slot alone made the difference, but all together did, the most important of them is named.
  return { ...verdict, winner: (took ?? winners[0])?.request.id ?? null };
}

function reserveAgain(without: Ledger, working: Ledger, slot: string): Ledger {
  return without.map((entry, index) => (entry.id === slot ? (working[index] ?? entry) : entry));
}
