import type { BusinessClock } from '#clock';
import type { ClockReading } from './customer-activities.ts';

interface Clocks {
  readonly clock: BusinessClock;
  readonly isWallClock: boolean;
}

/** Asks the store what time it is; `atLeast` is what a workflow on wall time reckons, whose server may be ahead of us. */
export async function readClock({ clock, isWallClock }: Clocks, atLeast = 0): Promise<ClockReading> {
  if (isWallClock) {
    const wall = Math.max(clock.now(), atLeast);
    return { business: wall, wall, speed: 1, running: true, isWall: true };
  }
  const business = await clock.refresh();
  return { business, wall: Date.now(), speed: clock.speed, running: clock.running, isWall: false };
}
