import { sandboxAnswer } from '#channels';
import type { Dispatch, DispatchResult } from '#customer';
import type { CustomerEvent, Instant } from '#journey';
import type { Outcome } from '#policy';

/** What the people in a rehearsal answer to one dispatch, and how long after it began. */
export interface Answer {
  readonly afterMs: number;
  readonly result: DispatchResult;
  /** What the provider tells afterwards, as an event of its own. */
  readonly callback?: CustomerEvent;
}

/** A model of the world beyond the channels. A function of its arguments alone, so that a rehearsal can be repeated. */
export type AnswerModel = (dispatch: Dispatch, at: Instant) => Answer;

/** Everything arrives, at once, and nobody says anything. */
export const deliveredAtOnce: AnswerModel = () => endedAtOnce('delivered');

/** Every contact by this outcome at once: `no_answer` for a world where nobody picks up. */
export function always(outcome: Outcome): AnswerModel {
  return () => endedAtOnce(outcome);
}

function endedAtOnce(outcome: Outcome): Answer {
  return { afterMs: 0, result: { kind: 'outcome', outcome, disposition: null, detail: null } };
}

/** Silence after so long is an `unknown` outcome, as in the live system. */
const outcomeWithinMs = 24 * 3_600_000;

/**
 * People as the sandbox channel knows them: the same attempt is answered alike here and live, by the same seed.
 * `at once`: the outcome is the dispatch's own. `later`: it comes as a callback, after the time such an answer takes.
 */
export function sandboxPeople(seed: string, when: 'at once' | 'later' = 'at once'): AnswerModel {
  return ({ customerId, attempt }, at) => {
    const key = `${customerId}/${attempt.id}`;
    const { outcome, disposition, afterMs } = sandboxAnswer(key, attempt.channel, seed);
    if (when === 'at once') return { afterMs: 0, result: { kind: 'outcome', outcome, disposition, detail: null } };
    const callback: CustomerEvent = {
      id: key,
      source: `callback:${attempt.channel}:sandbox`,
      type: 'channel.outcome',
      customerId,
      occurredAt: at + afterMs,
      receivedAt: at + afterMs,
      properties: { attempt: attempt.id, outcome, ...(disposition !== null && { disposition }) },
    };
    return { afterMs: 0, result: { kind: 'accepted', reference: key, outcomeBy: at + outcomeWithinMs }, callback };
  };
}
