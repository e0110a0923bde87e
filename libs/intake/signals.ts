import type { CustomerEvent } from '#journey';

/** The port to the customers' workflows. */
export interface Signals {
  /**
   * Returns when the server has acknowledged that the customer's workflow will see these events.
   *
   * Thrown when: `SignalUnavailable` it cannot be reached or is overloaded; `SignalRefused` it refuses this very signal.
   */
  send(customerId: string, events: readonly CustomerEvent[]): Promise<void>;
}
