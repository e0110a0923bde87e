import type { Instant, JourneyState, PlannedActivity, PlannedTouch } from '#journey';
import type { Ledger, OpensWith, Profile } from '#policy';

/**
 * Everything about one customer, in one value with one writer: where the journeys stand, what was and is being said to
 * the customer, and what the policy has to know. Plain JSON. The live workflow, the simulator and the backtest hold the
 * same value and move it with the same `step`; that is why they agree.
 *
 * Decision: architecture.md has journey and policy side by side and leaves the life of a touch (asked, held, reserved,
 * dispatched, fallen back) to each host. Options: (a) in each host, (b) in libs/journey, (c) a pure lib over both.
 * (a) writes the hard part three times, (b) turns the import direction round. So (c): this lib.
 */
export interface CustomerState {
  readonly schema: 1;
  readonly customerId: string;
  readonly journeys: JourneyState;
  readonly contact: ContactState;
  readonly ledger: Ledger;
  /** Touches whose last word is not spoken, oldest first. */
  readonly touches: readonly OpenTouch[];
  /** Activities under way, oldest first; absent when there is none. */
  readonly activities?: readonly OpenActivity[];
  /** Recent event keys (`source/id`), oldest first, bounded. */
  readonly seen: readonly string[];
}

/** Consents, flags and overrides; zones as names, because their tables are built outside the workflow. */
export interface ContactState extends Omit<Profile, 'zones'> {
  /** Candidate zones, the likeliest first. Empty: unknown. */
  readonly zones: readonly string[];
  /** When they were said: what was said earlier and comes later changes nothing. */
  readonly zonesAt?: Instant;
}

/** The way of one touch: waiting to be asked, held, going out, waiting for its outcome. */
export interface OpenTouch {
  readonly touch: PlannedTouch;
  /** What is left of `via` after fallbacks. */
  readonly channels: readonly string[];
  readonly state: 'waiting' | 'held' | 'dispatching' | 'awaiting outcome';
  /** How often the policy was asked; the next verdict is number `asked + 1`. */
  readonly asked: number;
  /** How often a dispatch was begun; the next attempt is number `attempts + 1`. */
  readonly attempts: number;
  /** Held: when to look again. Awaiting outcome: when the silence becomes `unknown`. */
  readonly dueAt: Instant | null;
  /** Held: what may open it sooner. */
  readonly opensWith?: OpensWith | null;
  /** Of the latest hold: from when on it may go out again, as far as was known; `dueAt` is that or a little later. */
  readonly opensAt?: Instant;
  readonly attempt: Attempt | null;
  /** Why it must not go out any more, when that was said while its dispatch was under way. */
  readonly cancelled: string | null;
}

export interface OpenActivity {
  readonly activity: PlannedActivity;
  /** Why it must not begin any more, when that was said. */
  readonly cancelled: string | null;
}

export interface Attempt {
  /** `touch/n`: the idempotency key at the provider. */
  readonly id: string;
  readonly channel: string;
  readonly at: Instant;
  readonly validUntil: Instant;
}
