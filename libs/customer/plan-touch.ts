import type { JourneyEffect, PlannedTouch } from '#journey';
import { cancelActivity, planActivity } from './perform-activity.ts';
import type { OpenTouch } from './state.ts';
import { happened, replaceTouch } from './turn.ts';
import type { Turn } from './turn.ts';

/** Takes over what the journeys said: happenings are passed on, touches wait for a verdict, activities begin, cancelled ones go. */
export function takeOver(turn: Turn, effects: readonly JourneyEffect[]): void {
  for (const effect of effects) {
    if (effect.kind === 'happened') happened(turn, effect.happening);
    else if (effect.kind === 'plan') planTouch(turn, effect.touch);
    else if (effect.kind === 'perform') planActivity(turn, effect.activity);
    else {
      for (const open of turn.touches)
        if (concerns(effect, open.touch)) cancelTouch(turn, open, effect.at, effect.because);
      for (const open of turn.activities)
        if (concerns(effect, open.activity)) cancelActivity(turn, open, effect.at, effect.because);
    }
  }
}

/** A touch is planned once: a second plan under the same id (a request told twice) changes nothing. */
export function planTouch(turn: Turn, touch: PlannedTouch): void {
  if (turn.touches.some((open) => open.touch.id === touch.id)) return;
  happened(turn, { kind: 'touch.planned', at: touch.plannedAt, touch });
  turn.touches = [
    ...turn.touches,
    {
      touch,
      channels: touch.via,
      state: 'waiting',
      asked: 0,
      attempts: 0,
      dueAt: null,
      attempt: null,
      cancelled: null,
    },
  ];
}

/** What has not gone out ends here; what is going out is called back; what went out keeps waiting for its outcome. */
export function cancelTouch(turn: Turn, open: OpenTouch, at: number, because: string): void {
  if (open.state === 'awaiting outcome' || open.cancelled !== null) return;
  const touch = open.touch.id;
  happened(turn, { kind: 'touch.cancelled', at, touch, because });
  if (open.state === 'dispatching' && open.attempt !== null) {
    turn.effects.push({ kind: 'cancel dispatch', attempt: open.attempt.id });
    replaceTouch(turn, touch, { ...open, cancelled: because });
    return;
  }
  happened(turn, { kind: 'touch.ended', at, touch, how: 'cancelled' });
  replaceTouch(turn, touch, null);
}

function concerns(
  effect: Extract<JourneyEffect, { kind: 'cancel' }>,
  planned: Pick<PlannedTouch, 'run' | 'stage' | 'stall'>,
): boolean {
  return (
    planned.run === effect.run &&
    (effect.stage === null || planned.stage === effect.stage) &&
    (effect.stall === null || planned.stall === effect.stall)
  );
}
