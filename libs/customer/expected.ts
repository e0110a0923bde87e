import { expectedTouches as expectedOfRuns } from '#journey';
import type { Instant, PlannedTouch, Published } from '#journey';
import { isHigherClass } from '#policy';
import type { TouchRequest } from '#policy';
import { requestOf, tightened } from './ask.ts';
import type { Ask } from './effect.ts';
import type { CustomerState } from './state.ts';

/**
 * What is more important than one of the touches asked about, and expected while that one is still useful: touches of
 * deadlines that are armed, and touches that are held until then. Whether it comes to that, nobody knows yet; whether one
 * is worth waiting for, the policy decides.
 */
export function expectedTouches(
  { journeys, touches }: CustomerState,
  { requests }: Ask,
  published: Published,
  at: Instant,
): readonly TouchRequest[] {
  const until = requests.reduce((latest, { usefulUntil }) => Math.max(latest, usefulUntil), at);
  const request = (touch: PlannedTouch, channels = touch.via): TouchRequest =>
    tightened(requestOf({ touch, channels }), { touch }, journeys);
  const held = touches.flatMap(({ state, dueAt, touch, channels }) =>
    state === 'held' && dueAt !== null && dueAt > at && dueAt <= until
      ? [{ ...request(touch, channels), plannedAt: dueAt }]
      : [],
  );
  return [...expectedOfRuns(journeys, published, at, until).map((touch) => request(touch)), ...held].filter(
    (expected) => requests.some((asked) => isHigherClass(expected, asked)),
  );
}
