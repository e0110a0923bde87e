import { workflowInfo } from '@temporalio/workflow';
import type { CustomerState, Happening } from '#customer';
import type { Instant } from '#journey';
import { local } from './activity-proxies.ts';
import type { Patience } from './patience.ts';

/** Which attempts are on their way. */
interface Dispatches {
  has(attempt: string): boolean;
}

/** What has happened and is not written yet, oldest first. */
export class Outbox {
  #waiting: readonly Happening[];
  readonly #patience: Patience;

  constructor(waiting: readonly Happening[], patience: Patience) {
    this.#waiting = waiting;
    this.#patience = patience;
  }

  get waiting(): readonly Happening[] {
    return this.#waiting;
  }

  add(happened: readonly Happening[]): void {
    if (happened.length > 0) this.#waiting = [...this.#waiting, ...happened];
  }

  written(happened: readonly Happening[]): void {
    this.#waiting = this.#waiting.slice(happened.length);
  }

  async record(customerId: string, dispatches: Dispatches): Promise<void> {
    if (this.#isDue(dispatches)) await this.#write((happened) => local.record({ customerId, happened }));
  }

  /** False: nobody answered. */
  save(state: CustomerState, generation: number, at: Instant): Promise<boolean> {
    const { customerId } = state;
    const { runId: workflowRunId, historyLength } = workflowInfo();
    return this.#write(async (happened) => {
      await local.save({ customerId, workflowRunId, generation, historyLength, at, state, happened });
    });
  }

  async #write(write: (happened: readonly Happening[]) => Promise<void>): Promise<boolean> {
    if (this.#patience.isWaiting) return false;
    const happened = this.#waiting;
    try {
      await write(happened);
      this.written(happened);
      this.#patience.succeeded();
      return true;
    } catch (error) {
      return this.#patience.unanswered(error);
    }
  }

  /**
   * That an attempt has started waits for its end or its acceptance: the dispatch writes a row of its own before it begins.
   */
  #isDue(dispatches: Dispatches): boolean {
    return this.#waiting.some((one) => one.kind !== 'attempt.started' || !dispatches.has(one.attempt));
  }
}
