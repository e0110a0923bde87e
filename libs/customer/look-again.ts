import { stillStalled } from '#journey';
import type { Instant } from '#journey';
import { cancelTouch } from './plan-touch.ts';
import type { OpenTouch } from './state.ts';
import { replaceTouch } from './turn.ts';
import type { Turn } from './turn.ts';

/**
 * A touch that is to be asked about, after a hold, on the next channel, called back, or still waiting when something is
 * heard, is looked at anew: the stall first, here; consent, stops, caps and channels when the policy is asked.
 */
export function lookAgain(turn: Turn, at: Instant, open: OpenTouch): void {
  const waiting: OpenTouch = { ...open, state: 'waiting', attempt: null, dueAt: null };
  if (stillStalled(turn.journeys, open.touch, turn.published)) replaceTouch(turn, open.touch.id, waiting);
  else cancelTouch(turn, waiting, at, 'the stall is gone');
}
