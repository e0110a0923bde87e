import type { Dispatch, DispatchResult } from '#customer';
import type { Instant } from '#journey';
import type { Outcome } from '#policy';

/** What the people in a rehearsal answer to one dispatch, and how long after it began. */
export interface Answer {
  readonly afterMs: number;
  readonly result: DispatchResult;
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
