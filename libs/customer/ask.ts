import { tighteningOf } from '#policy';
import type { TouchRequest } from '#policy';
import type { JourneyState } from '#journey';
import type { Ask } from './effect.ts';
import type { CustomerState, OpenTouch } from './state.ts';

/** All touches that wait for a verdict now; null when none does. */
export function pendingAsk({ touches, journeys }: CustomerState): Ask | null {
  let requests: TouchRequest[] | null = null;
  for (const open of touches)
    if (open.state === 'waiting') (requests ??= []).push(tightened(requestOf(open), open, journeys));
  return requests === null ? null : { requests };
}

/** With the rules of the definition to which its run is pinned. */
export function tightened(
  request: TouchRequest,
  { touch }: Pick<OpenTouch, 'touch'>,
  { runs, definitions }: JourneyState,
): TouchRequest {
  const run = touch.run === null ? undefined : runs.find(({ id }) => id === touch.run);
  const definition = run === undefined ? undefined : definitions[run.definition];
  const tightenedBy = definition === undefined ? undefined : tighteningOf(definition);
  return tightenedBy === undefined ? request : { ...request, tightenedBy };
}

/** The run's subject (an application, an order, a bill) is what a rule per debt counts on, unless the journey names another. */
export function requestOf(open: Pick<OpenTouch, 'touch' | 'channels'>): TouchRequest {
  const { id, purpose, plannedAt, usefulUntil, journey, stage, subject, debt = subject, topic, score } = open.touch;
  return {
    id,
    purpose,
    channels: open.channels,
    plannedAt,
    usefulUntil,
    journey,
    stage,
    debt,
    topic,
    class: open.touch.class,
    score,
  };
}
