/** How often, and how long apart, a message is offered again to a provider that fails. Wall milliseconds. */
export interface RetryPlan {
  readonly tries: number;
  readonly firstMs: number;
  readonly longestMs: number;
}

export const defaultRetryPlan: RetryPlan = { tries: 14, firstMs: 500, longestMs: 30_000 };

/**
 * Exponential back-off with full jitter: anything up to the bound, so that many senders do not come back together; but not
 * before the provider asked for, as far as the longest pause allows.
 */
export function pauseBefore(
  plan: RetryPlan,
  triesMade: number,
  random: () => number,
  askedMs: number | null = null,
): number {
  const drawn = Math.round(random() * Math.min(plan.longestMs, plan.firstMs * 2 ** (triesMade - 1)));
  return Math.max(drawn, Math.min(askedMs ?? 0, plan.longestMs));
}

/** Milliseconds to wait, of a `Retry-After` of seconds or of a date; null when there is none that can be read. */
export function retryAfterMs(header: string | null, wall: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - wall);
}
