import type {
  ActivityOrder,
  Ask,
  ContactState,
  CustomerState,
  Dispatch,
  DispatchResult,
  Happening,
  PerformResult,
} from '#customer';
import type { Instant, JourneyDefinition, OffsetTable } from '#journey';
import type { Ledger, TouchRequest, Verdict } from '#policy';

/**
 * What the customer workflow has done for it. All but `dispatch` and `perform` run as local activities: their arguments are
 * free of history, their results are recorded in it, so results are kept small. The workflow imports these types and
 * nothing else of this lib.
 */
export interface CustomerActivities {
  load(request: LoadRequest): Promise<Loaded>;
  /** Definitions that start on these events, as published now. */
  publishedNow(types: readonly string[]): Promise<PublishedPart>;
  zoneTable(zone: string): Promise<OffsetTable>;
  readClock(): Promise<ClockReading>;
  decide(request: DecideRequest): Promise<Decided>;
  record(request: RecordRequest): Promise<void>;
  save(request: SaveRequest): Promise<'saved' | 'stale'>;
  dispatch(dispatch: Dispatch): Promise<Dispatched>;
  /** The last word on a dispatch whose activity has not said how it ended; after it, none begins any more. */
  settle(dispatch: Dispatch): Promise<Dispatched>;
  /** A journey's own activity. */
  perform(order: ActivityOrder): Promise<Performed>;
  /** The same for an activity; one that is cancelled begins no more. */
  settleActivity(order: ActivityOrder, isCancelled: boolean): Promise<Performed>;
}

/** Business time and wall time at one moment, and how the one goes on with the other. */
export interface ClockReading {
  readonly business: Instant;
  readonly wall: number;
  readonly speed: number;
  readonly running: boolean;
  /** Production: workflow time is business time, and there is nothing to ask. */
  readonly isWall: boolean;
}

export interface LoadRequest {
  readonly customerId: string;
  /** The run that asks: it never loads what it has saved itself. */
  readonly workflowRunId: string;
  readonly types: readonly string[];
}

export interface Loaded {
  readonly snapshot: { readonly state: CustomerState; readonly generation: number } | null;
  /** Of the snapshot's first candidate zone, else of the institution's: built anew, from 90 days back to 400 days ahead. */
  readonly zone: OffsetTable;
  readonly clock: ClockReading;
  readonly published: PublishedPart;
  /** No rule of the current policy looks back further. Absent in a history from before it was told. */
  readonly horizon?: Instant;
}

/** Which definitions hear which events, and some of these definitions. */
export interface PublishedPart {
  readonly startsOn: { readonly [eventType: string]: readonly string[] | undefined };
  readonly heardBy: { readonly [eventType: string]: readonly string[] | undefined };
  readonly definitions: { readonly [key: string]: JourneyDefinition };
  /** The version of the time zone data that tables are built from now. Absent in a history from before it was told. */
  readonly iana?: string;
}

export interface DecideRequest {
  readonly customerId: string;
  /**
   * Business time as the workflow was told it, and how late it may be. A clock that says less, or more, makes the answer void:
   * nothing is then written.
   */
  readonly at: Instant;
  readonly atMost: Instant;
  readonly ask: Ask;
  /** More important than one of those asked, and likely to come while that one is useful. */
  readonly expected: readonly TouchRequest[];
  /** How often each of the asked touches will have been asked, this time included. */
  readonly numbers: { readonly [touch: string]: number };
  readonly contact: ContactState;
  readonly ledger: Ledger;
  /** Written together with the verdicts. */
  readonly happened: readonly Happening[];
}

export interface Decided {
  readonly clock: ClockReading;
  /** Null: it is not that time; think again, or sleep on. Reasons are left out: they are in the store. */
  readonly verdicts: readonly Verdict[] | null;
  readonly horizon: Instant | null;
}

export interface RecordRequest {
  readonly customerId: string;
  readonly happened: readonly Happening[];
}

export interface SaveRequest extends RecordRequest {
  readonly workflowRunId: string;
  readonly generation: number;
  readonly historyLength: number;
  readonly at: Instant;
  readonly state: CustomerState;
}

export interface Dispatched {
  readonly at: Instant;
  readonly result: DispatchResult;
}

export interface Performed {
  readonly at: Instant;
  readonly result: PerformResult;
}
