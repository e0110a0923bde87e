import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import type { Instant } from '#journey';
import { customerWorkflowId, EVENTS_SIGNAL, STANDING_QUERY, type Standing } from '#temporal';
import { eventually } from '../temporal/patience.ts';
import type { Application } from './applications.ts';
import { nextStep, type Score } from './next-step.ts';
import type { Scene } from './scene.ts';
import { unrestOf } from './unrest.ts';

/** Something that happens on the way, while the clock stands still and work is under way. */
export interface Incident {
  readonly at: Instant;
  /** Is this the moment? If not, it is asked again in the next step. */
  isNow(): Promise<boolean>;
  happen(): Promise<void>;
}

const questionsAtOnce = 16;

/**
 * Plays lives through Kafka. The business clock is put forward from one interesting instant to the next, thousands of
 * times as fast as the wall's, and stands still until what is due then has been done: so how late the product is in
 * business time depends on the steps, not on how busy the machine is.
 */
export class Player {
  readonly #told = new Set<string>();
  readonly #due = new Map<string, Instant>();
  #events = 0;
  steps = 0;
  #connection: Connection | null = null;

  constructor(private readonly scene: Scene) {}

  /** Returns when all that is due by `until` has been done. */
  async play(lives: readonly Application[], until: Instant, incidents: readonly Incident[] = []): Promise<void> {
    const score: Score = {
      events: lives
        .flatMap(({ wire }) => wire.map((event) => ({ at: Date.parse(event.occurredAt), event })))
        .sort((a, b) => a.at - b.at),
      due: this.#due,
    };
    const ahead = [...incidents];
    for (let played = 0, at = 0; at < until;) {
      at = nextStep(score, played, until);
      this.steps += 1;
      await this.scene.keeper.forwardTo(at);
      const events = score.events.slice(played).filter((one) => one.at <= at);
      played += events.length;
      this.#events += events.length;
      const concerned = new Set(events.map(({ event }) => event.customerId));
      for (const customerId of concerned) this.#told.add(customerId);
      for (const [customerId, due] of this.#due) if (due <= at) concerned.add(customerId);
      const sent = events.length === 0 ? Promise.resolve() : this.scene.send(events.map(({ event }) => event));
      await this.#tellTime(concerned);
      await sent;
      const [incident] = ahead;
      if (incident !== undefined && incident.at <= at && concerned.size > 0 && (await incident.isNow())) {
        ahead.shift();
        await incident.happen();
        await this.#reconnect();
        // A worker that comes back is first given a task of everybody: a query that finds it while a timer has rung and no task
        // has begun runs the workflow on to that ring, and what it does then no replay does (so far as SDK 1.24 goes).
        await this.#tellTime(this.#told);
        await this.#rest(this.#told, at);
      } else await this.#rest(concerned, at);
    }
  }

  async close(): Promise<void> {
    await this.#connection?.close();
  }

  /** A workflow that has seen the clock stand looks at it now and then; a signal without events has it look at once. */
  #tellTime(who: Iterable<string>): Promise<void> {
    return this.#ask(who, (client, customerId) =>
      client.workflow.getHandle(customerWorkflowId(customerId)).signal(EVENTS_SIGNAL, []),
    );
  }

  /** All events are stored and signalled, and nobody of these has anything left that is due. */
  async #rest(who: ReadonlySet<string>, at: Instant): Promise<void> {
    await eventually(
      () => this.scene.store.events.counts().catch(() => ({ stored: 0, unsignalled: 0 })),
      ({ stored, unsignalled }) => stored >= this.#events && unsignalled === 0,
      { what: `${this.#events} events to be stored and signalled`, within: 180_000, every: 20, upTo: 200 },
    );
    let behind = new Set(who);
    let looks = 0;
    await eventually(
      async () => {
        behind = await this.#behind(behind, at);
        if ((looks += 1) % 10 === 0) await this.#tellTime(behind);
        return [...behind];
      },
      ({ length }) => length === 0,
      { what: 'customers to come to rest', within: 180_000, every: 30, upTo: 300 },
    ).catch(async (error: unknown) => {
      await this.#tellUnrest(behind);
      throw error;
    });
  }

  async #tellUnrest(behind: Iterable<string>): Promise<void> {
    const [first] = behind;
    await this.#ask(first === undefined ? [] : [first], async (client, customerId) => {
      const unrest = await unrestOf(client.workflow.getHandle(customerWorkflowId(customerId))).catch(String);
      process.stderr.write(`${unrest}\n${this.scene.product.worker.output}\n`);
    });
  }

  /** Who does not answer, because a server is just coming back, is not at rest either. */
  async #behind(who: Iterable<string>, at: Instant): Promise<Set<string>> {
    const behind = new Set<string>();
    await this.#ask(who, async (client, customerId) => {
      this.#due.delete(customerId);
      const workflow = client.workflow.getHandle(customerWorkflowId(customerId));
      try {
        const { status, raw } = await workflow.describe();
        // One that has ended holds nothing; one at work is asked when it has done, as the product does.
        if (status.name !== 'RUNNING') return;
        if (raw.pendingWorkflowTask) return void behind.add(customerId);
        const standing = await workflow.query<Standing>(STANDING_QUERY);
        if (standing.nextDue !== null) this.#due.set(customerId, standing.nextDue);
        if (!isAtRest(standing, at)) behind.add(customerId);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) behind.add(customerId);
      }
    });
    return behind;
  }

  async #ask(who: Iterable<string>, question: (client: Client, customerId: string) => Promise<void>): Promise<void> {
    const { address, namespace } = this.scene.around.temporal;
    this.#connection ??= await Connection.connect({ address });
    const client = new Client({ connection: this.#connection, namespace });
    const left = [...who];
    const one = async () => {
      for (let customerId = left.pop(); customerId !== undefined; customerId = left.pop()) {
        await question(client, customerId).catch((error: unknown) => {
          if (!(error instanceof WorkflowNotFoundError)) throw error;
        });
      }
    };
    await Promise.all(Array.from({ length: questionsAtOnce }, one));
  }

  async #reconnect(): Promise<void> {
    await this.#connection?.close();
    this.#connection = null;
    await eventually(
      () =>
        this.scene.clock.refresh().then(
          () => true,
          () => false,
        ),
      (answers) => answers,
    );
  }
}

function isAtRest({ at, nextDue, dispatching, unread, unrecorded, touches }: Standing, now: Instant): boolean {
  const asks = touches.some(({ state }) => state === 'waiting' || state === 'dispatching');
  const done = dispatching.length + unread + unrecorded === 0;
  return at !== null && !asks && done && (nextDue === null || nextDue > now);
}
