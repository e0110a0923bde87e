import type { Happening } from '#customer';
import type { Instant } from '#journey';
import type { ActivityHouse } from './activity-house.ts';

/**
 * Counts the touches that were born, and measures how late stalls fire: from the deadline to the moment when it is written,
 * in seconds of the wall. One that was missed while the product was down, or whose deadline lay in the past from the
 * beginning, says nothing about how prompt we are.
 */
export function measure(
  {
    clock,
    meter,
  }: Pick<ActivityHouse, 'clock'> & { readonly meter: Pick<ActivityHouse['meter'], 'stallLate' | 'touch'> },
  happened: readonly Happening[],
  at: Instant,
): void {
  for (const one of happened) {
    if (one.kind === 'touch.planned') meter.touch(one.touch.journey ?? 'asked for');
    if (one.kind !== 'stall.fired' || one.result === 'missed' || one.result === 'historical') continue;
    meter.stallLate(Math.max(0, at - one.at) / clock.speed / 1000);
  }
}
