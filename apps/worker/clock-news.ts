import { setTimeout } from 'node:timers/promises';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { CLOCK_CHANGED_SIGNAL, CUSTOMER_WORKFLOW } from '#temporal';
import type { Logger } from '#telemetry';

const atOnce = 8;
/** After each time so many times as long as that took. */
const pauses = 4;

/**
 * Tells all customers who run that the clock was changed, so that they look at it instead of sleeping on. A few at a time,
 * and a fifth of the time at most: with very many of them, or with a clock that is put forward again and again, the last
 * hear of it late, but the events of the others are not held up.
 */
export class ClockNews {
  #telling = false;
  #isNewAgain = false;

  constructor(
    private readonly client: Client,
    private readonly taskQueue: string,
    private readonly logger: Logger,
  ) {}

  /** Returns at once. News that come while the last are told are told after them. */
  tell(): void {
    this.#isNewAgain = true;
    if (!this.#telling) void this.#tellAll();
  }

  async #tellAll(): Promise<void> {
    this.#telling = true;
    try {
      while (this.#isNewAgain) {
        this.#isNewAgain = false;
        const began = performance.now();
        await this.#tellOnce();
        await setTimeout(pauses * (performance.now() - began), undefined, { ref: false });
      }
    } catch (err) {
      this.logger.warn({ err }, 'Not all customers were told that the clock was changed; the others notice it later.');
    } finally {
      this.#telling = false;
    }
  }

  async #tellOnce(): Promise<void> {
    const query = `WorkflowType = '${CUSTOMER_WORKFLOW}' AND ExecutionStatus = 'Running' AND TaskQueue = '${this.taskQueue}'`;
    const batch: Promise<void>[] = [];
    for await (const { workflowId } of this.client.workflow.list({ query })) {
      batch.push(this.#tellOne(workflowId));
      if (batch.length >= atOnce) await Promise.all(batch.splice(0));
    }
    await Promise.all(batch);
  }

  async #tellOne(workflowId: string): Promise<void> {
    try {
      await this.client.workflow.getHandle(workflowId).signal(CLOCK_CHANGED_SIGNAL);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
}
