import type { Instant, PlannedActivity } from '#journey';
import type { PerformResult } from './input.ts';
import type { OpenActivity } from './state.ts';
import { happened } from './turn.ts';
import type { Turn } from './turn.ts';
import { variablesOf } from './variables.ts';

/** It is no contact: nobody is asked, it begins at once. */
export function planActivity(turn: Turn, activity: PlannedActivity): void {
  happened(turn, { kind: 'activity.planned', at: activity.plannedAt, activity });
  turn.activities = [...turn.activities, { activity, cancelled: null }];
  begin(turn, activity);
}

/** What has begun is not called back: how it ended is heard, whatever that was. */
export function cancelActivity(turn: Turn, open: OpenActivity, at: Instant, because: string): void {
  if (open.cancelled !== null) return;
  const { activity } = open;
  happened(turn, { kind: 'activity.cancelled', at, activity, because });
  turn.effects.push({ kind: 'cancel activity', activity: activity.id });
  turn.activities = turn.activities.map((other) => (other === open ? { activity, cancelled: because } : other));
}

/** What nobody began in time, for want of a worker, begins anew under the same key, unless it is off. */
export function takePerformed(turn: Turn, at: Instant, id: string, result: PerformResult): void {
  const open = turn.activities.find(({ activity }) => activity.id === id);
  if (open === undefined) return;
  const { activity } = open;
  if (result.kind === 'not begun' && open.cancelled === null) return begin(turn, activity);
  turn.activities = turn.activities.filter((other) => other !== open);
  if (result.kind === 'not begun') {
    happened(turn, { kind: 'activity.ended', at, activity, how: 'cancelled', detail: null });
  } else happened(turn, { kind: 'activity.ended', at, activity, how: result.kind, detail: result.detail });
}

function begin(turn: Turn, activity: PlannedActivity): void {
  const { customerId, journeys } = turn;
  const variables = variablesOf(journeys, activity.run);
  turn.effects.push({ kind: 'perform', order: { customerId, activity, variables } });
}
