import type { Instant } from '#journey';
import type { WireEvent } from './applications.ts';

export interface Score {
  /** In order of time. */
  readonly events: readonly { readonly at: Instant; readonly event: WireEvent }[];
  /** When something is due next, by customer. */
  readonly due: ReadonlyMap<string, Instant>;
}

const QUARTER = 900_000;
/** Shorter than any stall. */
const BREATH = 300_000;

/**
 * To which instant the clock may be put forward: as far as nobody has two things before it whose order could be mistaken
 * by being late, and not over an edge of anybody's hours, which are at full or half hours everywhere.
 */
export function nextStep({ events, due }: Score, played: number, until: Instant): Instant {
  const first = Math.min(events[played]?.at ?? until, ...due.values());
  if (first >= until) return until;
  let end = Math.min(until, (Math.floor(first / QUARTER) + 1) * QUARTER - 1);
  const heard = new Map<string, Instant>();
  for (let nth = played; nth < events.length; nth += 1) {
    const { at, event } = events[nth] as { at: Instant; event: WireEvent };
    if (at > end) break;
    const before = heard.get(event.customerId) ?? at;
    const owed = due.get(event.customerId) ?? Infinity;
    if (owed < at || at - before > BREATH) return Math.min(end, at - 1);
    // What is due after an event it has to wait for is done in another step.
    if (owed >= at && owed <= end) end = Math.max(at, owed - 1);
    heard.set(event.customerId, before);
  }
  return end;
}
