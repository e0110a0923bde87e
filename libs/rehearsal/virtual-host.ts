import { expectedTouches, nextDue, pendingAsk, profileOf, step } from '#customer';
import type { CustomerEffect, CustomerInput, CustomerState, Happening } from '#customer';
import type { CustomerEvent, Instant, OffsetTable, PlannedActivity, Published } from '#journey';
import { arbitrate } from '#policy';
import type { Policy } from '#policy';
import type { AnswerModel } from './answers.ts';
import { RehearsalStuck } from './rehearsal.error.ts';

/** What is the same for all customers of a rehearsal. */
export interface World {
  readonly published: Published;
  /** Sorts the events of one instant in the order of the stages: `inOrder(published)`. */
  readonly order: (one: CustomerEvent, other: CustomerEvent) => number;
  /** Event types that reach the core; others move nothing, here as in the live system. */
  readonly listened: ReadonlySet<string>;
  readonly policy: Policy;
  /** Between which all customers live, as the live system is told by CUSTOMER_ZONES. */
  readonly customerZones: readonly string[];
  readonly answers: AnswerModel;
  readonly tableOf: (zone: string, around: Instant) => OffsetTable;
}

/** What of a customer outlives the last event: plain JSON, so that it can be put aside until the log's end is known. */
export interface Standing {
  readonly state: CustomerState;
  readonly coming: readonly Coming[];
}

interface Coming {
  readonly at: Instant;
  readonly input: CustomerInput;
}

/**
 * The one loop behind `simulate` and `backtest`: it moves one customer from instant to instant with the core's own
 * `step`, asks the policy where the live workflow would, and lets a model of the world answer where it would dispatch.
 *
 * At one instant: first its events, in the order of the stages; then what came back from dispatches and what is due;
 * then one question to the policy about all that waits, so that arrival within the instant never decides who wins.
 */
export class VirtualHost {
  private coming: Coming[];
  private due: Instant | null = null;
  private dueIn: CustomerState | null = null;

  constructor(
    private readonly world: World,
    private state: CustomerState,
    private readonly happened: (happening: Happening) => void,
    coming: readonly Coming[] = [],
  ) {
    this.coming = [...coming];
  }

  get standing(): Standing {
    return { state: this.state, coming: this.coming };
  }

  /** The next instant at which something happens of its own; null when nothing is armed, held or under way. */
  get nextInstant(): Instant | null {
    const due = this.nextDue();
    const coming = this.coming[0]?.at;
    return coming === undefined ? due : due === null ? coming : Math.min(due, coming);
  }

  /** Plays events in the order in which they are heard. What is due after the last of them waits for `settle`. */
  play(events: readonly CustomerEvent[]): void {
    const { listened } = this.world;
    for (let from = 0; from < events.length;) {
      const first = events[from] as CustomerEvent;
      const at = first.receivedAt;
      let to = from + 1;
      while (to < events.length && (events[to] as CustomerEvent).receivedAt === at) to += 1;
      if (to > from + 1) this.playInstant(events.slice(from, to), at);
      else if (listened.has(first.type)) {
        this.settleBefore(at);
        this.hear(first);
        this.at(at);
      }
      from = to;
    }
  }

  /** Lets pass all that is due by `until`, inclusive. */
  settle(until: Instant): void {
    for (let next = this.nextInstant; next !== null && next <= until; next = this.nextInstant) this.at(next);
  }

  private playInstant(events: readonly CustomerEvent[], at: Instant): void {
    const heard = events.filter((event) => this.world.listened.has(event.type));
    if (heard.length === 0) return;
    this.settleBefore(at);
    for (const event of heard.sort(this.world.order)) this.hear(event);
    this.at(at);
  }

  private settleBefore(at: Instant): void {
    for (let next = this.nextInstant; next !== null && next < at; next = this.nextInstant) this.at(next);
  }

  /** Worked out once per state: it is asked before and after every event. */
  private nextDue(): Instant | null {
    if (this.dueIn !== this.state) {
      this.due = nextDue(this.state);
      this.dueIn = this.state;
    }
    return this.due;
  }

  private hear(event: CustomerEvent): void {
    this.take({ kind: 'event', event });
    const zone = this.state.contact.zones[0];
    if (event.type !== 'customer.updated' || zone === undefined || zone === this.state.journeys.zone.zone) return;
    const table = this.world.tableOf(zone, event.occurredAt);
    this.state = { ...this.state, journeys: { ...this.state.journeys, zone: table } };
  }

  private at(at: Instant): void {
    for (let turns = 0; this.moveAt(at); turns += 1) {
      if (turns > mostTurns) throw new RehearsalStuck(this.state.customerId, at);
    }
  }

  private moveAt(at: Instant): boolean {
    const first = this.coming[0];
    if (first !== undefined && first.at <= at) {
      this.coming.shift();
      this.take(first.input);
      return true;
    }
    const due = this.nextDue();
    if (due !== null && due <= at) {
      this.take({ kind: 'due', at });
      return true;
    }
    return this.ask(at);
  }

  private ask(at: Instant): boolean {
    const ask = pendingAsk(this.state);
    if (ask === null) return false;
    const { ledger } = this.state;
    const profile = profileOf(this.state, this.world.customerZones, (zone) => this.world.tableOf(zone, at));
    const { policy, published } = this.world;
    const expected = policy.yieldsWithinMs > 0 ? expectedTouches(this.state, ask, published, at) : [];
    const verdicts = arbitrate(ask.requests, ledger, profile, policy, at, expected);
    this.take({ kind: 'verdicts', at, verdicts });
    return true;
  }

  private take(input: CustomerInput): void {
    const [state, effects] = step(this.state, input, this.world.published);
    this.state = state;
    for (const effect of effects) this.perform(effect);
  }

  private perform(effect: CustomerEffect): void {
    if (effect.kind === 'happened') return this.happened(effect.happening);
    // What is virtual cannot be called back: its answer is on its way, as with most real providers.
    if (effect.kind === 'cancel dispatch' || effect.kind === 'cancel activity') return;
    if (effect.kind === 'perform') return this.performed(effect.order.activity);
    const { dispatch } = effect;
    const began = dispatch.attempt.at;
    const { afterMs, result, callback } = this.world.answers(dispatch, began);
    const at = began + afterMs;
    this.expect({ at, input: { kind: 'dispatched', at, attempt: dispatch.attempt.id, result } });
    if (callback !== undefined) this.expect({ at: callback.occurredAt, input: { kind: 'event', event: callback } });
  }

  /** Nothing is done, but that it was. */
  private performed({ id, plannedAt: at }: PlannedActivity): void {
    this.expect({ at, input: { kind: 'performed', at, activity: id, result: { kind: 'done', detail: null } } });
  }

  private expect(coming: Coming): void {
    const later = this.coming.findIndex((other) => other.at > coming.at);
    this.coming.splice(later === -1 ? this.coming.length : later, 0, coming);
  }
}

/** Far above what one instant can need: every touch of a customer asked once per channel. */
const mostTurns = 10_000;
