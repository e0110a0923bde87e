import { CancellationScope, sleep } from '@temporalio/workflow';
import type { Dispatched } from '#activities';
import type { Dispatch } from '#customer';
import { local, remote } from './activity-proxies.ts';
import type { Inbox } from './inbox.ts';

const SETTLE_AGAIN = '30s';

/**
 * Dispatches on their way, each in a scope of its own. The main loop never waits for one: how it ended comes into the inbox
 * like an event, so that an exit or a goal is heard meanwhile and can call it back.
 */
export class Flights {
  readonly #scopes = new Map<string, CancellationScope>();
  readonly #inbox: Inbox;

  constructor(inbox: Inbox) {
    this.#inbox = inbox;
  }

  get attempts(): string[] {
    return [...this.#scopes.keys()];
  }

  has(attempt: string): boolean {
    return this.#scopes.has(attempt);
  }

  begin(order: Dispatch): void {
    const scope = new CancellationScope();
    this.#scopes.set(order.attempt.id, scope);
    void this.#fly(scope, order);
  }

  cancel(attempt: string): void {
    this.#scopes.get(attempt)?.cancel();
  }

  async #fly(scope: CancellationScope, order: Dispatch): Promise<void> {
    const attempt = order.attempt.id;
    const dispatched = await scope.run(() => remote.dispatch(order)).catch(() => settled(order));
    this.#scopes.delete(attempt);
    this.#inbox.landed({ attempt, dispatched });
  }
}

/** Cancelled, out of time or out of retries: the store knows whether it had begun, and closes it. */
async function settled(order: Dispatch): Promise<Dispatched> {
  for (;;) {
    try {
      return await local.settle(order);
    } catch {
      await sleep(SETTLE_AGAIN);
    }
  }
}
