import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

const SETTLE_AGAIN = '30s';

/** What flies: how it is called, carried out, settled when its activity has not said how it ended, and landed. */
export interface Craft<Order, Ended> {
  idOf(order: Order): string;
  fly(order: Order): Promise<Ended>;
  /** Cancelled, out of time or out of retries: the store knows whether it had begun, and closes it. */
  settle(order: Order, isCancelled: boolean): Promise<Ended>;
  land(id: string, ended: Ended): void;
}

/**
 * Dispatches, or activities, on their way, each in a scope of its own. The main loop never waits for one: how it ended comes
 * into the inbox like an event, so that an exit or a goal is heard meanwhile and can call it back.
 */
export class Flights<Order, Ended> {
  readonly #scopes = new Map<string, CancellationScope>();
  readonly #craft: Craft<Order, Ended>;

  constructor(craft: Craft<Order, Ended>) {
    this.#craft = craft;
  }

  get ids(): string[] {
    return [...this.#scopes.keys()];
  }

  get isAny(): boolean {
    return this.#scopes.size > 0;
  }

  has(id: string): boolean {
    return this.#scopes.has(id);
  }

  begin(order: Order): void {
    const scope = new CancellationScope();
    this.#scopes.set(this.#craft.idOf(order), scope);
    void this.#fly(scope, order);
  }

  cancel(id: string): void {
    this.#scopes.get(id)?.cancel();
  }

  /** The main loop has taken in how it ended. */
  over(id: string): void {
    this.#scopes.delete(id);
  }

  async #fly(scope: CancellationScope, order: Order): Promise<void> {
    const id = this.#craft.idOf(order);
    const ended = await scope
      .run(() => this.#craft.fly(order))
      .catch((error: unknown) => this.#settled(order, isCancellation(error)));
    this.#craft.land(id, ended);
  }

  async #settled(order: Order, isCancelled: boolean): Promise<Ended> {
    for (;;) {
      try {
        return await this.#craft.settle(order, isCancelled);
      } catch {
        await sleep(SETTLE_AGAIN);
      }
    }
  }
}
