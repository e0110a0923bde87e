import type { CustomerEvent } from './event.ts';
import { indexOf } from './published-index.ts';
import type { Published } from './published.ts';

/**
 * For sorting events before they are applied: by `occurredAt`, and at one instant in the order of the stages. What is equal
 * in both keeps its place (the sort of JavaScript is stable).
 */
export function inOrder(published: Published): (a: CustomerEvent, b: CustomerEvent) => number {
  const { ranks } = indexOf(published);
  return (a, b) => a.occurredAt - b.occurredAt || (ranks.get(a.type) ?? -1) - (ranks.get(b.type) ?? -1);
}
