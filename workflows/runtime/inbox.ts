import type { CustomerInput } from '#customer';
import type { CustomerEvent, Instant } from '#journey';
import type { RunLength } from './run-length.ts';

/** How a dispatch or an activity has ended. */
export type Landed = Extract<CustomerInput, { kind: 'dispatched' | 'performed' }>;

/**
 * All that reaches the workflow comes in here, and nothing acts on it but the main loop: a handler that acted by itself
 * would change a state that the loop is about to replace.
 */
export class Inbox {
  readonly #events: CustomerEvent[] = [];
  readonly #landed: Landed[] = [];
  #looksAgain = false;
  #clockChanged = false;
  /** Something came since the loop last waited. */
  hasNews = false;
  readonly #length: RunLength;

  constructor(length: RunLength) {
    this.#length = length;
  }

  events(events: readonly CustomerEvent[]): void {
    this.#events.push(...events);
    this.#heard();
  }

  landed(landed: Landed): void {
    this.#landed.push(landed);
    this.#length.landed();
    this.hasNews = true;
  }

  lookAgain(): void {
    this.#looksAgain = true;
    this.#heard();
  }

  clockChanged(): void {
    this.#clockChanged = true;
    this.#heard();
  }

  #heard(): void {
    this.#length.heard(1);
    this.hasNews = true;
  }

  get isEmpty(): boolean {
    return this.unread === 0 && !this.#looksAgain && !this.#clockChanged;
  }

  get unread(): number {
    return this.#events.length + this.#landed.length;
  }

  /** Event types waiting. */
  get types(): string[] {
    return [...new Set(this.#events.map((event) => event.type))];
  }

  /** When the last of the waiting events was received. */
  get receivedAt(): Instant {
    return Math.max(...this.#events.map((event) => event.receivedAt));
  }

  /** The event to be taken first. It stays until it was taken. */
  earliestEvent(order: (a: CustomerEvent, b: CustomerEvent) => number): CustomerEvent | null {
    if (this.#events.length > 1) this.#events.sort(order);
    return this.#events[0] ?? null;
  }

  get hasEvents(): boolean {
    return this.#events.length > 0;
  }

  taken(event: CustomerEvent): void {
    this.#events.splice(this.#events.indexOf(event), 1);
  }

  nextLanded(): Landed | undefined {
    return this.#landed.shift();
  }

  nextClockChange(): boolean {
    const hasChanged = this.#clockChanged;
    this.#clockChanged = false;
    return hasChanged;
  }

  nextLook(): boolean {
    const looksAgain = this.#looksAgain;
    this.#looksAgain = false;
    return looksAgain;
  }
}
