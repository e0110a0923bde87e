import type { CustomerEvent } from '#journey';

/** All events of one customer, in the order of their instants; rows of one instant keep the log's order. */
export interface CustomerLog {
  readonly customerId: string;
  readonly events: readonly CustomerEvent[];
}

/** Takes customers in the log's order and gives one up when the next begins. Holds one customer. */
export class CustomerGroups {
  private customerId: string | null = null;
  private events: CustomerEvent[] = [];

  constructor(private readonly take: (customer: CustomerLog) => void) {}

  /** Where the events of this customer go. */
  eventsOf(customerId: string): CustomerEvent[] {
    if (customerId !== this.customerId) {
      this.end();
      this.customerId = customerId;
    }
    return this.events;
  }

  end(): void {
    if (this.customerId !== null) this.take({ customerId: this.customerId, events: inTime(this.events) });
    this.events = [];
    this.customerId = null;
  }
}

/** By the instant, never by its text: a log mixes offsets. Sorted in place, stably. */
export function inTime(events: CustomerEvent[]): readonly CustomerEvent[] {
  let before = -Infinity;
  for (const { occurredAt } of events) {
    if (occurredAt < before) return events.sort((one, other) => one.occurredAt - other.occurredAt);
    before = occurredAt;
  }
  return events;
}
