import type { TouchRequest } from '#policy';
import type { Ask } from './effect.ts';
import type { CustomerState, OpenTouch } from './state.ts';

/** All touches that wait for a verdict now; null when none does. */
export function pendingAsk(state: CustomerState): Ask | null {
  let requests: TouchRequest[] | null = null;
  for (const open of state.touches) if (open.state === 'waiting') (requests ??= []).push(requestOf(open));
  return requests === null ? null : { requests };
}

/** The run's subject (an application, an order, a bill) is what a rule per debt counts on. */
export function requestOf(open: OpenTouch): TouchRequest {
  const { id, purpose, plannedAt, usefulUntil, journey, stage, subject, topic, score } = open.touch;
  return {
    id,
    purpose,
    channels: open.channels,
    plannedAt,
    usefulUntil,
    journey,
    stage,
    debt: subject,
    topic,
    class: open.touch.class,
    score,
  };
}
