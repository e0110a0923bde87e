type Counts = { readonly [word: string]: number };

/** What a backtest found. Durations are in hours; plain JSON, as `tendril backtest --json` prints it. */
export interface BacktestReport {
  readonly log: LogReport;
  readonly policy: { readonly sets: readonly string[]; readonly hash: string };
  readonly journeys: readonly JourneyReport[];
  readonly requested: RequestedReport;
  /** Contacts made by other systems and by people, by channel; they used up the same caps. */
  readonly elsewhere: Counts;
}

export interface LogReport {
  readonly rows: number;
  readonly customers: number;
  /** Events that the mapping made of the rows. */
  readonly events: number;
  readonly from: string | null;
  /** The log's last instant: deadlines due by then have fired, later ones are undecided. */
  readonly until: string | null;
  readonly order: 'grouped by customer' | 'put in order on disk';
  /** Activities that the mapping does not list; they moved nothing. */
  readonly unlisted: Counts;
  readonly unreadable: number;
  readonly withoutCustomer: number;
  readonly withoutTime: number;
  readonly wrongValues: number;
  readonly firstFaults: readonly string[];
}

export interface JourneyReport {
  readonly journey: string;
  readonly version: number;
  readonly title: string;
  readonly runs: number;
  readonly arms: Counts;
  readonly funnel: readonly FunnelStepReport[];
  readonly stages: readonly StageReport[];
  readonly stalls: readonly StallReport[];
  readonly touches: {
    readonly planned: number;
    readonly sent: number;
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
    readonly exits: Counts;
    readonly expired: number;
    readonly undecided: number;
    readonly medianHoursToGoal: number | null;
  };
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
  /** False beyond a million durations: then within a thousandth. */
  readonly exact: boolean;
}

export interface StallReport {
  readonly stage: string;
  readonly stall: string;
  readonly fired: number;
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
