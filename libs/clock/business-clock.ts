/** Business time, the same for wall and scaled clocks; nothing else in the product asks the machine what time it is. */
export interface BusinessClock {
  /** Milliseconds since 1970. Never goes back within one process. */
  now(): number;
  /** Asks the store first, where there is one: for whoever must not miss that the clock was just stopped. */
  refresh(): Promise<number>;
  /**
   * How long to sleep by the wall for so much business time, at today's speed. Whoever wakes looks at the clock again;
   * while the clock stands still the answer is at least `stillMs`, so that waking and looking is no busy loop.
   */
  toWallDelay(businessMs: number): number;
  readonly running: boolean;
  /** Business milliseconds per wall millisecond; 1 in production. */
  readonly speed: number;
}

/** The least sleep while a clock stands still. */
export const stillMs = 2_000;

/** Business time as the wall tells it: production. */
export function wallClock(wall: () => number = Date.now): BusinessClock {
  return {
    now: wall,
    refresh: () => Promise.resolve(wall()),
    toWallDelay: (businessMs) => Math.max(0, Math.ceil(businessMs)),
    running: true,
    speed: 1,
  };
}
