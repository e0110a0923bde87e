import type { CustomerEvent } from '#journey';

export interface SliceLimit {
  readonly events: number;
  readonly bytes: number;
}

/**
 * What fits one signal: Temporal refuses a payload above 2 MB, and its histories like small ones. An event larger than the
 * limit goes alone. The door has bounded what one event may weigh.
 */
export function takeSlice(events: readonly CustomerEvent[], limit: SliceLimit): readonly CustomerEvent[] {
  let bytes = 0;
  let count = 0;
  for (const event of events) {
    bytes += JSON.stringify(event).length;
    if (count > 0 && (count >= limit.events || bytes > limit.bytes)) break;
    count += 1;
  }
  return events.slice(0, count);
}

/** By when they occurred; those of one instant stay as they came. */
export function inOrder(events: readonly CustomerEvent[]): readonly CustomerEvent[] {
  return [...events].sort((a, b) => a.occurredAt - b.occurredAt);
}

export function byCustomer<T extends { readonly customerId: string }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.customerId);
    if (group === undefined) groups.set(item.customerId, [item]);
    else group.push(item);
  }
  return groups;
}
