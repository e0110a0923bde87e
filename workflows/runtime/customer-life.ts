import { workflowInfo } from '@temporalio/workflow';
import type { Dispatched, Performed } from '#activities';
import { isIdle, nextDue, pendingAsk } from '#customer';
import type { ActivityOrder, CustomerState, Dispatch } from '#customer';
import type { Standing } from '#temporal';
import { LANDS_WITHIN_MS, local } from './activity-proxies.ts';
import { Alarm } from './alarm.ts';
import type { Begun } from './begin-life.ts';
import type { BusinessTime } from './business-time.ts';
import type { Carried } from './carried.ts';
import { activities, dispatches } from './crafts.ts';
import { Draft } from './draft.ts';
import { EventReader } from './event-reader.ts';
import { Flights } from './flights.ts';
import type { Inbox } from './inbox.ts';
import type { KnownJourneys } from './known-journeys.ts';
import { Outbox } from './outbox.ts';
import { Patience } from './patience.ts';
import type { RunLength } from './run-length.ts';
import { standingOf } from './standing-of.ts';
import { verdictRound } from './verdict-round.ts';

/** One customer while something is armed: the state, and all that happens to it, in the order in which the loop says so. */
export class CustomerLife {
  #state: CustomerState;
  readonly #outbox: Outbox;
  /** An event began an activity, and may have come long after this workflow was last told the time. */
  #hasBegunUntold = false;
  /** Somebody asked to look again at what is held. */
  #looksAgain: boolean;
  readonly #generation: number;
  readonly #time: BusinessTime;
  readonly #known: KnownJourneys;
  readonly #inbox: Inbox;
  readonly #reader: EventReader;
  readonly #dispatches: Flights<Dispatch, Dispatched>;
  readonly #activities: Flights<ActivityOrder, Performed>;
  readonly #length: RunLength;
  readonly #patience = new Patience();
  readonly #alarm = new Alarm();
  /** For what is to be tried again. */
  readonly #retry = new Alarm();

  constructor(begun: Begun, inbox: Inbox, length: RunLength) {
    this.#length = length;
    this.#state = begun.state;
    this.#outbox = new Outbox(begun.outbox, this.#patience);
    this.#looksAgain = begun.looksAgain;
    this.#generation = begun.generation;
    this.#time = begun.time;
    this.#known = begun.known;
    this.#inbox = inbox;
    this.#reader = new EventReader(inbox, begun.known, this.#patience);
    this.#dispatches = new Flights(dispatches(inbox));
    this.#activities = new Flights(activities(inbox));
  }

  /**
   * Takes all that is in the inbox and need not wait for the store. Nothing is awaited unless it has to be asked for: the SDK
   * keeps a stack trace for every promise of a workflow, which costs more than taking an event does.
   */
  async takeIn(): Promise<void> {
    do {
      while (this.#takeOne());
    } while (this.#reader.mayRead && (await this.#reader.learn()));
  }

  #takeOne(): boolean {
    return this.#takeLanded() || this.#takeClockChange() || this.#takeLook() || this.#takeEvent();
  }

  #takeLanded(): boolean {
    const landed = this.#inbox.nextLanded();
    if (landed === undefined) return false;
    if (landed.kind === 'dispatched') this.#dispatches.over(landed.attempt);
    else this.#activities.over(landed.activity);
    this.#time.reached(landed.at);
    this.#adopt(this.#draft().apply(landed));
    return true;
  }

  #takeClockChange(): boolean {
    if (!this.#inbox.nextClockChange()) return false;
    this.#time.doubt();
    return true;
  }

  #takeLook(): boolean {
    if (!this.#inbox.nextLook()) return false;
    this.#looksAgain = true;
    return true;
  }

  #takeEvent(): boolean {
    const draft = this.#reader.next(this.#state);
    if (draft === null) return false;
    this.#hasBegunUntold ||= draft.activities.length > 0;
    this.#adopt(draft);
    return true;
  }

  /**
   * What is due, and what waits for a verdict: worked out on a draft, asked in one activity, adopted with the answer.
   * False: there is nothing to decide now.
   */
  async decide(): Promise<boolean> {
    if (this.#landsFirst || this.#patience.isWaiting) return false;
    // That may be hours after this workflow was last told the time.
    if (this.#looksAgain && !(await this.#hearTime())) return false;
    const at = this.#time.told;
    const due = nextDue(this.#state);
    const isDue = due !== null && due <= at;
    const draft = this.#draft();
    if (isDue) draft.apply({ kind: 'due', at });
    if (this.#looksAgain) draft.apply({ kind: 'look again', at, because: 'resumed' });
    if (!isDue && !this.#looksAgain && pendingAsk(draft.state) === null) {
      // A clock that stood still when it was last read goes on without telling anybody.
      return due !== null && this.#time.isStill && (await this.#hearTime()) && this.#time.told >= due;
    }
    const before = this.#outbox.waiting;
    try {
      const round = await verdictRound(draft, at, this.#time, before);
      if (round === 'void') return true;
      if (round === 'written') this.#outbox.written(before);
    } catch (error) {
      return this.#patience.unanswered(error);
    }
    this.#looksAgain = false;
    this.#patience.succeeded();
    this.#adopt(draft);
    return true;
  }

  /** False: nobody answered; it is tried again after a pause. */
  async #hearTime(): Promise<boolean> {
    try {
      this.#time.hear(await local.readClock());
      return true;
    } catch (error) {
      return this.#patience.unanswered(error);
    }
  }

  /** Writes what happened, once for a whole workflow task. */
  record(): Promise<void> {
    return this.#outbox.record(this.#state.customerId, this.#dispatches);
  }

  /** Nothing armed, asked, held, under way or unread. */
  get isOver(): boolean {
    return isIdle(this.#state) && this.isAtRest;
  }

  /** Nothing under way or unread: the state is all there is. */
  get isAtRest(): boolean {
    return this.#inbox.isEmpty && !this.#isAnyUnderWay;
  }

  get #isAnyUnderWay(): boolean {
    return this.#dispatches.isAny || this.#activities.isAny;
  }

  /** The snapshot, and with it what is still unrecorded. False: nobody answered; it is tried again after a pause. */
  save(): Promise<boolean> {
    return this.#outbox.save(this.#state, this.#generation, this.#time.reckoned);
  }

  /** A turn of the loop begins. Whatever comes from here on wakes it again, also while it still waits for an activity. */
  wake(): void {
    this.#length.turned();
    this.#alarm.hear();
    this.#retry.hear();
    this.#inbox.open();
  }

  /**
   * Until when at the latest; for ever, when only an event can change anything. A dispatch under way lands before
   * anything that is far off, and then one looks again anyway: a timer armed meanwhile would as a rule be armed for nothing.
   */
  sleep(): void {
    const { pause, isWaiting } = this.#patience;
    if (isWaiting) return this.#tryAgainIn(pause);
    const due = this.#landsFirst ? null : nextDue(this.#state);
    if (due === null) return;
    if (this.#time.isStill) return this.#tryAgainIn(this.#time.nextLook());
    const at = this.#time.towards(due);
    this.#hasBegunUntold &&= this.#isAnyUnderWay;
    const isFarOff = this.#time.between(this.#time.told, at) > LANDS_WITHIN_MS && !this.#hasBegunUntold;
    if (isFarOff && this.#isAnyUnderWay) return;
    this.#alarm.set(this.#time.wallOf(at), this.#time.sleepUntil(at), () => this.#time.reached(at));
  }

  #tryAgainIn(pause: number): void {
    this.#retry.set(pause, pause, () => this.#patience.hasWaited());
  }

  get isAwake(): boolean {
    return this.#alarm.hasRung || this.#retry.hasRung || this.#inbox.hasNews;
  }

  carried(): Carried {
    const { part, askedAt } = this.#known;
    return {
      schema: 1,
      state: this.#state,
      outbox: this.#outbox.waiting,
      looksAgain: this.#looksAgain,
      generation: this.#generation + 1,
      clock: this.#time.reading,
      published: part,
      publishedAt: askedAt,
    };
  }

  standing(): Standing {
    return standingOf(this.#state, {
      at: this.#time.reckoned,
      dispatching: this.#dispatches.ids,
      unread: this.#inbox.unread,
      unrecorded: this.#outbox.waiting.length,
      history: { events: workflowInfo().historyLength, generation: this.#generation },
    });
  }

  /** A history that has grown too long is continued as new before anything more is begun. */
  get #landsFirst(): boolean {
    return this.#length.isTooLong && this.#isAnyUnderWay;
  }

  #draft(): Draft {
    return new Draft(this.#state, this.#known.published);
  }

  #adopt(draft: Draft): void {
    this.#state = draft.state;
    this.#outbox.add(draft.happened);
    for (const order of draft.dispatches) this.#dispatches.begin(order);
    for (const attempt of draft.cancelled) this.#dispatches.cancel(attempt);
    for (const order of draft.activities) this.#activities.begin(order);
    for (const activity of draft.activitiesCancelled) this.#activities.cancel(activity);
  }
}
