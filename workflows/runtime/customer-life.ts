import { ActivityFailure, workflowInfo } from '@temporalio/workflow';
import { isIdle, nextDue, pendingAsk } from '#customer';
import type { CustomerState, Happening, OpenTouch } from '#customer';
import type { CustomerEvent, Instant } from '#journey';
import type { Standing } from '#temporal';
import { local } from './activity-proxies.ts';
import { Alarm } from './alarm.ts';
import type { Begun } from './begin-life.ts';
import type { BusinessTime } from './business-time.ts';
import type { Carried } from './carried.ts';
import { Draft } from './draft.ts';
import { Flights } from './flights.ts';
import type { Inbox } from './inbox.ts';
import type { KnownJourneys } from './known-journeys.ts';
import { Patience } from './patience.ts';
import { standingOf } from './standing-of.ts';

/** One customer while something is armed: the state, and all that happens to it, in the order in which the loop says so. */
export class CustomerLife {
  #state: CustomerState;
  #outbox: readonly Happening[];
  #lookAt: Instant | null;
  readonly #generation: number;
  readonly #time: BusinessTime;
  readonly #known: KnownJourneys;
  readonly #inbox: Inbox;
  readonly #flights: Flights;
  readonly #alarm = new Alarm();
  readonly #patience = new Patience();

  constructor(begun: Begun, inbox: Inbox) {
    this.#state = begun.state;
    this.#outbox = begun.outbox;
    this.#lookAt = begun.lookAt;
    this.#generation = begun.generation;
    this.#time = begun.time;
    this.#known = begun.known;
    this.#inbox = inbox;
    this.#flights = new Flights(inbox);
  }

  /** Takes what is in the inbox, one thing. False: there is nothing, or it has to wait for the store. */
  async takeOne(): Promise<boolean> {
    const landed = this.#inbox.nextLanded();
    if (landed !== undefined) {
      const { attempt, dispatched } = landed;
      this.#adopt(this.#draft().apply({ kind: 'dispatched', at: dispatched.at, attempt, result: dispatched.result }));
      return true;
    }
    const look = this.#inbox.nextLook();
    if (look !== undefined) {
      const at = this.#time.at(Date.now()) + Math.floor(Math.random() * look.spreadMs);
      this.#lookAt = this.#lookAt === null ? at : Math.min(this.#lookAt, at);
      return true;
    }
    return this.#takeEvent();
  }

  async #takeEvent(): Promise<boolean> {
    if (!this.#inbox.hasEvents || this.#patience.isWaiting(Date.now())) return false;
    try {
      await this.#known.learn(this.#inbox.types, Date.now());
      const event = this.#inbox.earliestEvent(this.#known.order);
      if (event === null) return true;
      const draft = await this.#afterEvent(event);
      this.#inbox.taken(event);
      this.#adopt(draft);
      return true;
    } catch (error) {
      return this.#unanswered(error);
    }
  }

  /** An event that moves the customer to another zone is taken together with the zone's table. */
  async #afterEvent(event: CustomerEvent): Promise<Draft> {
    const draft = this.#draft().apply({ kind: 'event', event });
    const zone = draft.state.contact.zones[0];
    if (zone === undefined || zone === draft.state.journeys.zone.zone) return draft;
    return this.#draft().apply({ kind: 'event', event, zone: await this.#known.zone(zone) });
  }

  /**
   * What is due, and what waits for a verdict: worked out on a draft, asked in one activity, adopted with the answer.
   * False: there is nothing to decide now.
   */
  async decide(): Promise<boolean> {
    const wall = Date.now();
    if (this.#patience.isWaiting(wall)) return false;
    const at = this.#time.at(wall);
    const due = this.#dueNext();
    const isDue = due !== null && due <= at;
    const draft = this.#draft();
    if (isDue) {
      draft.apply({ kind: 'due', at });
      if (this.#lookAt !== null && this.#lookAt <= at) draft.apply({ kind: 'look again', at, because: 'resumed' });
    }
    const ask = pendingAsk(draft.state);
    if (ask === null && !isDue) return due !== null && this.#runsAgain(due);
    try {
      if (ask === null) {
        if (!(await this.#isReally(at))) return true;
      } else {
        const { contact, ledger, touches, customerId } = draft.state;
        const happened = [...this.#outbox, ...draft.happened];
        const answer = await local.decide({
          customerId,
          at,
          ask,
          numbers: numbersOf(touches),
          contact,
          ledger,
          happened,
        });
        this.#time.hear(answer.clock);
        if (answer.verdicts === null) return true;
        this.#outbox = [];
        draft.forgetHappenings();
        const horizon = answer.horizon === null ? {} : { horizon: answer.horizon };
        draft.apply({ kind: 'verdicts', at: answer.clock.business, verdicts: answer.verdicts, ...horizon });
        draft.forgetHappenings('verdict');
      }
    } catch (error) {
      return this.#unanswered(error);
    }
    if (this.#lookAt !== null && this.#lookAt <= at) this.#lookAt = null;
    this.#patience.succeeded();
    this.#adopt(draft);
    return true;
  }

  /** Has business time come as far as reckoned? Without a touch to ask about nobody else would say so. */
  async #isReally(at: Instant): Promise<boolean> {
    if (this.#time.reading.isWall) return true;
    const reading = await local.readClock();
    this.#time.hear(reading);
    return reading.business >= at;
  }

  /** A clock that stood still when it was last read goes on without telling anybody. Is `due` reached by now? */
  async #runsAgain(due: Instant): Promise<boolean> {
    if (this.#time.reading.isWall || this.#time.reading.running) return false;
    try {
      const reading = await local.readClock();
      this.#time.hear(reading);
      return reading.business >= due;
    } catch (error) {
      return this.#unanswered(error);
    }
  }

  /**
   * Writes what happened, once for a whole workflow task. That an attempt has started waits for its end or its acceptance:
   * the dispatch writes a row of its own before it begins.
   */
  async record(): Promise<void> {
    const isDue = this.#outbox.some((one) => one.kind !== 'attempt.started' || !this.#flights.has(one.attempt));
    if (!isDue || this.#patience.isWaiting(Date.now())) return;
    const happened = this.#outbox;
    try {
      await local.record({ customerId: this.#state.customerId, happened });
      this.#outbox = this.#outbox.slice(happened.length);
      this.#patience.succeeded();
    } catch (error) {
      this.#unanswered(error);
    }
  }

  /** Nothing armed, asked, held, under way or unread. */
  get isOver(): boolean {
    return isIdle(this.#state) && this.isAtRest;
  }

  /** Nothing under way or unread: the state is all there is. */
  get isAtRest(): boolean {
    return this.#inbox.isEmpty && this.#flights.attempts.length === 0;
  }

  /** The snapshot, and with it what is still unrecorded. False: nobody answered; the one timer will try again. */
  async save(): Promise<boolean> {
    if (this.#patience.isWaiting(Date.now())) return false;
    const { runId, historyLength } = workflowInfo();
    const happened = this.#outbox;
    try {
      await local.save({
        customerId: this.#state.customerId,
        workflowRunId: runId,
        generation: this.#generation,
        historyLength,
        at: this.#time.at(Date.now()),
        state: this.#state,
        happened,
      });
      this.#outbox = this.#outbox.slice(happened.length);
      this.#patience.succeeded();
      return true;
    } catch (error) {
      return this.#unanswered(error);
    }
  }

  /** From here on whatever comes wakes the loop again, also while it still waits for an activity. */
  wake(): void {
    this.#alarm.hasRung = false;
    this.#inbox.hasNews = false;
  }

  /** When to look again at the latest; never, when only an event can change anything. */
  sleep(): void {
    const wall = Date.now();
    const due = this.#dueNext();
    const retry = this.#patience.until;
    if (retry !== null && retry > wall) this.#alarm.arm(wall, retry - wall);
    else if (due !== null) this.#alarm.arm(wall, this.#time.delayUntil(due, wall));
  }

  get isAwake(): boolean {
    return this.#alarm.hasRung || this.#inbox.hasNews;
  }

  carried(): Carried {
    const { part, askedAt } = this.#known;
    return {
      schema: 1,
      state: this.#state,
      outbox: this.#outbox,
      lookAt: this.#lookAt,
      generation: this.#generation + 1,
      clock: this.#time.reading,
      published: part,
      publishedAt: askedAt,
    };
  }

  standing(): Standing {
    return standingOf(this.#state, {
      at: this.#time.at(Date.now()),
      dispatching: this.#flights.attempts,
      unrecorded: this.#outbox.length,
      history: { events: workflowInfo().historyLength, generation: this.#generation },
    });
  }

  /** Nobody answered an activity: the state stays as it was, and the one timer tries again. Anything else is a fault here. */
  #unanswered(error: unknown): false {
    if (!(error instanceof ActivityFailure)) throw error;
    this.#patience.failed(Date.now());
    return false;
  }

  #dueNext(): Instant | null {
    const due = nextDue(this.#state);
    if (this.#lookAt === null || due === null) return due ?? this.#lookAt;
    return Math.min(due, this.#lookAt);
  }

  #draft(): Draft {
    return new Draft(this.#state, this.#known.published);
  }

  #adopt(draft: Draft): void {
    this.#state = draft.state;
    if (draft.happened.length > 0) this.#outbox = [...this.#outbox, ...draft.happened];
    for (const order of draft.dispatches) this.#flights.begin(order);
    for (const attempt of draft.cancelled) this.#flights.cancel(attempt);
  }
}

function numbersOf(touches: readonly OpenTouch[]): { [touch: string]: number } {
  return Object.fromEntries(
    touches.filter((open) => open.state === 'waiting').map((open) => [open.touch.id, open.asked + 1]),
  );
}
