import type { Channel, Paces } from '#channels';
import type { BusinessClock } from '#clock';
import type { ActivityOrder, Dispatch } from '#customer';
import type { Instant, Published } from '#journey';
import type { Policy } from '#policy';
import type { Store } from '#store';

/** All that the activities need of the process they run in; the worker puts it together. */
export interface ActivityHouse {
  readonly store: Pick<
    Store,
    'activities' | 'customers' | 'definitions' | 'dispatches' | 'happenings' | 'paces' | 'snapshots' | 'stops'
  >;
  readonly clock: BusinessClock;
  /** The clock is the wall's (production), not a persisted one. */
  readonly isWallClock: boolean;
  readonly published: Published;
  /** The institution's policy as it is now; asked for each verdict, never kept. */
  readonly policy: () => Policy | Promise<Policy>;
  readonly channels: ChannelsBound;
  readonly paces: Paces;
  readonly texts: Texts;
  readonly activities: ActivityBook;
  /** Days are counted in it for a customer whose zone is not known. */
  readonly institutionZone: string;
  /** The last rung of the policy's ladder of zones: where a customer of whom nothing is known may be. None: hours block. */
  readonly customerZones: readonly string[];
  readonly language: string;
  readonly meter: ActivityMeter;
}

export interface ChannelsBound {
  /** Throws a sentence when nothing is bound to the channel. */
  of(channel: string): Channel;
}

/** The words of a touch on a channel. Throws a sentence when there are none, or one has a hole. */
export interface Texts {
  wordingOf(dispatch: Dispatch, language: string): Wording;
}

export interface Wording {
  /** With its variables filled in. */
  readonly text: string;
  /** Their names. */
  readonly variables: readonly string[];
}

/** The journeys' own activities, by name. */
export interface ActivityBook {
  readonly [name: string]: JourneyActivity;
}

/**
 * One of them, written by the team whose journey names it. Whatever it throws is tried again, ten times in all, unless the
 * error says `retryable: false`; a crash of the worker begins it again, too. So it hands `key` on to whatever it calls.
 */
export type JourneyActivity = (call: ActivityCall) => Promise<void>;

export interface ActivityCall extends ActivityOrder {
  /** The idempotency key: the same each time this one is begun. */
  readonly key: string;
  /** Business time. */
  readonly at: Instant;
}

export interface ActivityMeter {
  touch(journey: string): void;
  verdict(kind: string, rule: string): void;
  dispatch(channel: string, outcome: string): void;
  stallLate(seconds: number): void;
  /** How long a channel took to answer or to fail, with the tries of its own. */
  channelTook(channel: string, seconds: number): void;
}
