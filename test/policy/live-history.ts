import { arbitrate, commit, decide, HUMAN_CHANNEL, reserve } from '#policy';
import type { Ledger, Policy, Verdict } from '#policy';
import type { Instant } from '#journey';
import type { History, HistoryTouch } from './history.arbitrary.ts';

/** What came of one history: every question with its answer, and the end of every touch. */
export interface Lived {
  readonly asked: readonly { readonly touch: HistoryTouch; readonly ledger: Ledger; readonly verdict: Verdict }[];
  readonly ends: ReadonlyMap<string, Verdict['kind']>;
  /** Touches for which another order of the candidates gave another answer. */
  readonly dependsOnOrder: readonly string[];
  readonly ledger: Ledger;
}

const PATIENCE = 1_000;

/** Lives through a history as the customer's workflow does: ask all that are due together, reserve, commit, wait. */
export function live(history: History): Lived {
  const policy = policyOf(history);
  const due = new Map(history.touches.map((touch) => [touch, touch.request.plannedAt]));
  const asked: { touch: HistoryTouch; ledger: Ledger; verdict: Verdict }[] = [];
  const ends = new Map<string, Verdict['kind']>();
  const dependsOnOrder: string[] = [];
  let ledger: Ledger = history.ledger;
  for (let round = 0; due.size > 0 && round < PATIENCE; round += 1) {
    const at = Math.min(...due.values());
    const pending = [...due].filter(([, when]) => when === at).map(([touch]) => touch);
    const verdicts = askAll(pending, ledger, history, policy, at);
    for (const touch of shuffled(pending, history.seed + round)) {
      const again = askAll(shuffled(pending, history.seed + round), ledger, history, policy, at).get(touch);
      if (JSON.stringify(again) !== JSON.stringify(verdicts.get(touch))) dependsOnOrder.push(touch.request.id);
    }
    // Alone, each is asked too: this is what the naive policy is held against.
    for (const touch of pending) {
      asked.push({ touch, ledger, verdict: decide(touch.request, ledger, history.profile, policy, at) });
    }
    for (const [touch, verdict] of verdicts) {
      const { request, outcome, disposition } = touch;
      if (verdict.kind === 'hold') {
        due.set(touch, verdict.until);
        continue;
      }
      if (verdict.kind !== 'drop') {
        const channel = verdict.kind === 'send' ? verdict.channel : HUMAN_CHANNEL;
        ledger = commit(reserve(ledger, request, channel, request.id, at), request.id, outcome, disposition);
      }
      ends.set(request.id, verdict.kind);
      due.delete(touch);
    }
  }
  return { asked, ends, dependsOnOrder, ledger };
}

function askAll(
  touches: readonly HistoryTouch[],
  ledger: Ledger,
  { profile }: History,
  policy: Policy,
  at: Instant,
): ReadonlyMap<HistoryTouch, Verdict> {
  const requests = touches.map(({ request }) => request);
  const verdicts = arbitrate(requests, ledger, profile, policy, at);
  return new Map(touches.map((touch, index) => [touch, verdicts[index] as Verdict]));
}

/** Put together by hand: made-up hours may contradict each other, which `resolvePolicy` refuses. */
export function policyOf({ rules }: History): Policy {
  const whole = { content: [], calendars: {}, sendValidForMs: 86_400_000, yieldsWithinMs: 0, spreadsOverMs: 0 };
  return { hash: 'made up', sets: ['made up'], rules, ...whole };
}

function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const left = [...items];
  return items.map((_, index) => left.splice((seed * 31 + index * 17) % left.length, 1)[0] as T);
}
