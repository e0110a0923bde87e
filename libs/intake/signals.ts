import type { CustomerEvent } from '#journey';
import type { LookAgain } from '#temporal';

/** The port to the customers' workflows. */
export interface Signals {
  /**
   * Returns when the server has acknowledged that the customer's workflow will see these events.
   *
   * Thrown when: `SignalUnavailable` it cannot be reached or is overloaded; `SignalRefused` it refuses this very signal.
   */
  send(customerId: string, events: readonly CustomerEvent[]): Promise<void>;
}

/** The port to those workflows that hold something. */
export interface Wakened {
  /**
   * Returns when the server has acknowledged that the customer's workflow will look again. One that has ended holds nothing.
   *
   * Thrown when: `SignalUnavailable`.
   */
  lookAgain(customerId: string, look: LookAgain): Promise<void>;
}
