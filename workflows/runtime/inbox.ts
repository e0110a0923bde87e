import type { CustomerInput } from '#customer';
import type { CustomerEvent, Instant } from '#journey';
import type { RunLength } from './run-length.ts';

/** How a dispatch or an activity has ended. */
export type Landed = Extract<CustomerInput, { kind: 'dispatched' | 'performed' }>;

interface Post {
  readonly events: CustomerEvent[];
  readonly landed: Landed[];
  looksAgain: boolean;
  clockChanged: boolean;
}

/**
 * All that reaches the workflow comes in here, and nothing acts on it but the main loop: a handler that acted by itself
 * would change a state that the loop is about to replace.
 *
 * A turn of the loop sees what had come when it began, and nothing of what comes while it is under way. What had come when a
 * local activity answered may be otherwise in a replay: where the SDK answers a query while such an answer is on its way, it
 * writes the answer into the task before the one in which the workflow gets to know it (`prepare_complete_resp` in its core).
 */
export class Inbox {
  #atHand = emptyPost();
  #arrived = emptyPost();
  #signals = 0;
  readonly #length: RunLength;

  constructor(length: RunLength) {
    this.#length = length;
  }

  events(events: readonly CustomerEvent[]): void {
    this.#signals += 1;
    this.#arrived.events.push(...events);
  }

  landed(landed: Landed): void {
    this.#arrived.landed.push(landed);
  }

  lookAgain(): void {
    this.#signals += 1;
    this.#arrived.looksAgain = true;
  }

  clockChanged(): void {
    this.#signals += 1;
    this.#arrived.clockChanged = true;
  }

  /** Something came since it was last opened; a signal without events, too. */
  get hasNews(): boolean {
    return this.#signals + this.#arrived.landed.length > 0;
  }

  /** What has come is at hand from here on. */
  open(): void {
    this.#length.heard(this.#signals, this.#arrived.landed.length);
    this.#atHand.events.push(...this.#arrived.events);
    this.#atHand.landed.push(...this.#arrived.landed);
    this.#atHand.looksAgain ||= this.#arrived.looksAgain;
    this.#atHand.clockChanged ||= this.#arrived.clockChanged;
    this.#arrived = emptyPost();
    this.#signals = 0;
  }

  get isEmpty(): boolean {
    return this.unread === 0 && !this.hasNews && !this.#atHand.looksAgain && !this.#atHand.clockChanged;
  }

  get unread(): number {
    return [this.#atHand, this.#arrived].reduce((sum, { events, landed }) => sum + events.length + landed.length, 0);
  }

  get hasEvents(): boolean {
    return this.#atHand.events.length > 0;
  }

  /** Event types at hand. */
  get types(): string[] {
    return [...new Set(this.#atHand.events.map((event) => event.type))];
  }

  /** When the last of the events at hand was received. */
  get receivedAt(): Instant {
    return Math.max(...this.#atHand.events.map((event) => event.receivedAt));
  }

  /** The event to be taken first. It stays until it was taken. */
  earliestEvent(order: (a: CustomerEvent, b: CustomerEvent) => number): CustomerEvent | null {
    const { events } = this.#atHand;
    if (events.length > 1) events.sort(order);
    return events[0] ?? null;
  }

  taken(event: CustomerEvent): void {
    const { events } = this.#atHand;
    events.splice(events.indexOf(event), 1);
  }

  nextLanded(): Landed | undefined {
    return this.#atHand.landed.shift();
  }

  nextClockChange(): boolean {
    const hasChanged = this.#atHand.clockChanged;
    this.#atHand.clockChanged = false;
    return hasChanged;
  }

  nextLook(): boolean {
    const looksAgain = this.#atHand.looksAgain;
    this.#atHand.looksAgain = false;
    return looksAgain;
  }
}

function emptyPost(): Post {
  return { events: [], landed: [], looksAgain: false, clockChanged: false };
}
