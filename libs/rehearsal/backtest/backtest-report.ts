type Counts = { readonly [word: string]: number };

/** What a backtest found. Durations are in hours; plain JSON, as `tendril backtest --json` prints it. */
export interface BacktestReport extends PolicyReport {
  readonly log: LogReport;
}

/** The same log under two policies, laid side by side. */
export interface WhatIfReport {
  readonly log: LogReport;
  readonly policy: PolicyReport;
  readonly against: PolicyReport;
  readonly differences: readonly Difference[];
}

/** One figure under both; `difference` is `against` less `policy`. */
export interface Difference {
  readonly of:
    | 'touches'
    | 'dropped by'
    | 'held by'
    | 'in shadow'
    | 'conversions'
    | 'contacts'
    | 'weeks of a customer'
    | 'customers over a cap';
  readonly figure: string;
  readonly policy: number;
  readonly against: number;
  readonly difference: number;
}

/** What came of one policy. */
export interface PolicyReport {
  readonly policy: { readonly sets: readonly string[]; readonly hash: string };
  readonly journeys: readonly JourneyReport[];
  readonly requested: RequestedReport;
  /** Contacts made by other systems and by people, by channel; they used up the same caps. */
  readonly elsewhere: Counts;
  readonly touches: TouchesReport;
  readonly contacts: ContactsReport;
}

/** What became of all touches, requested ones too; each counts once, however often it was asked about. */
export interface TouchesReport {
  readonly planned: number;
  /** A channel took it, or nobody can say whether one did. */
  readonly sent: number;
  /** Handed to a human; a part of `sent`. */
  readonly toHuman: number;
  /** Held at least once, whatever came of it. */
  readonly held: number;
  readonly ended: Counts;
  /** Undecided at the log's last instant. */
  readonly open: number;
  /** By rule; one that two rules block counts for both. */
  readonly heldBy: Counts;
  readonly droppedBy: Counts;
  /** One entry per rule in shadow. */
  readonly shadow: readonly ShadowReport[];
}

/** Touches that a rule in shadow would have held back at least once, and of them those that it looked at as they went out. */
export interface ShadowReport {
  readonly rule: string;
  readonly wouldBlock: number;
  readonly sentAllTheSame: number;
}

/** What the customers got to feel: attempts by us, and contacts made elsewhere. */
export interface ContactsReport {
  readonly byUs: number;
  readonly elsewhere: number;
  /** Customers with at least one contact. */
  readonly customers: number;
  /** Of weeks (Monday to Sunday, per customer) with a contact: how many had so many. */
  readonly weeks: readonly { readonly contacts: number; readonly weeks: number }[];
  /** Customers who were contacted more often than a cap of any preset allows. */
  readonly customersOverAnyCap: number;
  readonly overCaps: readonly { readonly preset: string; readonly rule: string; readonly customers: number }[];
}

export interface LogReport {
  readonly rows: number;
  /** Those of whom an event was heard. */
  readonly customers: number;
  /** Events that the mapping made of the rows. */
  readonly events: number;
  readonly from: string | null;
  /** The log's last instant: deadlines due by then have fired, later ones are undecided. */
  readonly until: string | null;
  readonly order: 'grouped by customer' | 'put in order on disk';
  /** Activities that the mapping does not list; they moved nothing. */
  readonly unlisted: Counts;
  /** Activities that the mapping lists and no row has: a slip of the pen, or a log without them. */
  readonly neverSeen: readonly string[];
  readonly unreadable: number;
  readonly withoutCustomer: number;
  readonly withoutTime: number;
  /** Before `from` or after `until` of the mapping. */
  readonly outsideTime: number;
  readonly wrongValues: number;
  readonly firstFaults: readonly string[];
}

export interface JourneyReport {
  readonly journey: string;
  readonly version: number;
  readonly title: string;
  readonly runs: number;
  /** The arms of its experiment and its holdout, side by side. */
  readonly arms: readonly ArmReport[];
  readonly funnel: readonly FunnelStepReport[];
  readonly stages: readonly StageReport[];
  readonly stalls: readonly StallReport[];
  readonly touches: {
    readonly planned: number;
    readonly sent: number;
    /** Attempts: a touch that failed on one channel is tried by the next. */
    readonly byChannel: Counts;
    readonly ended: Counts;
  };
  readonly verdicts: Counts;
  /** `hold quiet-hours`: kind and rule, for every rule that blocked. */
  readonly reasons: Counts;
  /** Guards that failed, deadlines without a date, starts without a subject. */
  readonly problems: Counts;
  readonly outcomes: {
    readonly goal: number;
    /** Of these, within the goal's time. */
    readonly converted: number;
    /** Of these that reached the goal, those whom no touch of the run, nor a requested contact about it, had reached. */
    readonly untouched: number;
    readonly exits: Counts;
    readonly expired: number;
    readonly undecided: number;
    readonly medianHoursToGoal: number | null;
    readonly meanHoursToGoal: number | null;
  };
}

export interface ArmReport {
  /** `holdout`: those who are never touched. */
  readonly arm: string;
  readonly runs: number;
  /** Runs that a touch has reached. */
  readonly touched: number;
  readonly goal: number;
  readonly converted: number;
  /** Converted of all runs. */
  readonly share: number;
  /** Of those at the goal. */
  readonly untouched: number;
  /** From the start to the goal. */
  readonly medianHours: number | null;
  readonly meanHours: number | null;
}

export interface FunnelStepReport {
  readonly step: string;
  readonly kind: 'start' | 'stage' | 'goal';
  readonly reached: number;
  /** Of the first step. */
  readonly share: number;
}

export interface StageReport {
  readonly stage: string;
  /** Runs that entered it. */
  readonly entered: number;
  /** Entries, re-entries among them. */
  readonly entries: number;
  readonly doneByEvent: number;
  /** Closed because a later stage's event came. */
  readonly doneByLaterStage: number;
  /** From the first entry to the first time it was done. */
  readonly medianHours: number | null;
  readonly meanHours: number | null;
  /** Of the median. False beyond a million durations: then within a thousandth. */
  readonly exact: boolean;
}

export interface StallReport {
  readonly stage: string;
  readonly stall: string;
  readonly fired: number;
  /** Runs in which it fired, though it may have been started anew and fired again. */
  readonly runs: number;
  readonly results: Counts;
  readonly resolved: number;
}

export interface RequestedReport {
  readonly requested: number;
  readonly allowed: number;
  readonly refused: number;
  readonly byActivity: { readonly [activity: string]: { readonly allowed: number; readonly refused: number } };
  readonly byRule: Counts;
  readonly byChannel: Counts;
}
