import type { CustomerState } from '#customer';
import type { CustomerEvent } from '#journey';
import { Draft } from './draft.ts';
import type { Inbox } from './inbox.ts';
import type { KnownJourneys } from './known-journeys.ts';
import type { Patience } from './patience.ts';

/** Reads the events of the inbox, the earliest first, and each only when all is here that has to be known of it. */
export class EventReader {
  readonly #inbox: Inbox;
  readonly #known: KnownJourneys;
  readonly #patience: Patience;

  constructor(inbox: Inbox, known: KnownJourneys, patience: Patience) {
    this.#inbox = inbox;
    this.#known = known;
    this.#patience = patience;
  }

  /** There are events, and it is not too early to ask the store again. */
  get mayRead(): boolean {
    return this.#inbox.hasEvents && !this.#patience.isWaiting;
  }

  /** What the next event makes of the state; null: there is none, or something about it has to be learnt first. */
  next(state: CustomerState): Draft | null {
    if (!this.mayRead || !this.#known.knows(this.#inbox.types, this.#inbox.receivedAt)) return null;
    const event = this.#inbox.earliestEvent(this.#known.order);
    const draft = event === null ? null : this.#after(event, state);
    if (event !== null && draft !== null) this.#inbox.taken(event);
    return draft;
  }

  /** Asks for what the next event lacks. False: nobody answered; it is tried again after a pause. */
  async learn(): Promise<boolean> {
    try {
      await this.#known.learn(this.#inbox.types, this.#inbox.receivedAt);
      return true;
    } catch (error) {
      return this.#patience.unanswered(error);
    }
  }

  /** An event that moves the customer to another zone is taken together with the zone's table; null: it is not here yet. */
  #after(event: CustomerEvent, before: CustomerState): Draft | null {
    const state = this.#inLastingZone(before, event);
    if (state === null) return null;
    const draft = new Draft(state, this.#known.published).apply({ kind: 'event', event });
    const moved = draft.state.contact.zones[0];
    if (moved === undefined || moved === draft.state.journeys.zone.zone) return draft;
    const zone = this.#known.zone(moved, event.receivedAt);
    return zone === null ? null : new Draft(state, this.#known.published).apply({ kind: 'event', event, zone });
  }

  /** A worn-out table of the same zone is exchanged before anything is counted by it; null: the new one is not here yet. */
  #inLastingZone(state: CustomerState, { receivedAt }: CustomerEvent): CustomerState | null {
    const { journeys } = state;
    if (!this.#known.isWornOut(journeys.zone, receivedAt)) return state;
    const zone = this.#known.zone(journeys.zone.zone, receivedAt);
    return zone === null ? null : { ...state, journeys: { ...journeys, zone } };
  }
}
