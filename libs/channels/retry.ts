/** How often, and how long apart, a call is tried again. Wall milliseconds. */
export interface RetryPlan {
  readonly tries: number;
  readonly firstMs: number;
  readonly longestMs: number;
  /** A longer pause asked for by the provider is not slept through here; the error carries it. */
  readonly longestRetryAfterMs: number;
}

export const defaultRetryPlan: RetryPlan = { tries: 4, firstMs: 500, longestMs: 8_000, longestRetryAfterMs: 10_000 };

/** Exponential back-off with full jitter: anything up to the bound, so that many senders do not come back together. */
export function pauseBefore(plan: RetryPlan, triesMade: number, random: () => number): number {
  return Math.round(random() * Math.min(plan.longestMs, plan.firstMs * 2 ** (triesMade - 1)));
}

/** Milliseconds to wait, of a `Retry-After` of seconds or of a date; null when there is none that can be read. */
export function retryAfterMs(header: string | null, wall: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - wall);
}

/** Sleeps by the wall; ends early, without an error, when aborted. */
export function pause(ms: number, abort: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (abort.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      abort.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    abort.addEventListener('abort', done);
  });
}
