import { addDuration, classOf } from '#journey';
import type { CustomerEvent, Duration, Json, PlannedTouch, Purpose } from '#journey';
import { planTouch } from './plan-touch.ts';
import { keyOf } from './seen.ts';
import type { Turn } from './turn.ts';

/** Another system asks for a contact: a touch of its own, without a run, put to the policy like any other. */
export function planRequested(turn: Turn, event: CustomerEvent): void {
  if (event.historical) return;
  const { properties } = event;
  const via = properties['channels'];
  const purpose = properties['purpose'] as Purpose;
  const usefulFor = (text(properties['usefulFor']) ?? '1 day') as Duration;
  planTouch(turn, {
    id: `requested/${keyOf(event)}`,
    name: text(properties['topic']) ?? 'requested',
    run: null,
    journey: null,
    stage: null,
    stall: null,
    entry: null,
    subject: text(properties['debt']),
    arm: null,
    purpose,
    via: Array.isArray(via) ? via.filter((channel) => typeof channel === 'string') : [],
    template: text(properties['template']) ?? 'requested',
    plannedAt: event.occurredAt,
    usefulUntil: addDuration(event.occurredAt, usefulFor, turn.journeys.zone),
    topic: text(properties['topic']),
    class: (properties['class'] as PlannedTouch['class'] | undefined) ?? classOf[purpose],
    score: typeof properties['score'] === 'number' ? properties['score'] : 0,
  });
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
