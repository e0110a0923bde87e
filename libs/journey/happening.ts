import type { Purpose } from './purpose.ts';
import type { TouchClass } from './touch-class.ts';
import type { Instant } from './instant.ts';

/** What the journey core says has happened; hosts record it, the simulator prints it, the backtest counts it. */
export type JourneyHappening =
  | {
      readonly kind: 'run.started';
      readonly at: Instant;
      readonly run: string;
      readonly definition: string;
      readonly journey: string;
      readonly version: number;
      readonly subject: string | null;
      readonly arm: string | null;
      readonly holdout: boolean;
    }
  | {
      readonly kind: 'stage.entered';
      readonly at: Instant;
      readonly run: string;
      readonly stage: string;
      readonly entry: number;
    }
  | {
      readonly kind: 'stage.done';
      readonly at: Instant;
      readonly run: string;
      readonly stage: string;
      /** `event`: its own event; `later stage`: closed by the event of a later one. */
      readonly by: 'event' | 'later stage';
    }
  | {
      readonly kind: 'stall.fired';
      readonly at: Instant;
      readonly run: string;
      readonly stage: string;
      readonly stall: string;
      readonly entry: number;
      /**
       * `missed`: it was over, by more than the touch is useful (an activity: a day), when it was heard of. `historical`
       * likewise does nothing.
       */
      readonly result: 'touch' | 'activity' | 'no touch' | 'guarded' | 'missed' | 'historical' | 'holdout';
    }
  /** One of the events of its `resolvedOn` came. (The end of its stage says `stage.done`, and no more.) */
  | {
      readonly kind: 'stall.resolved';
      readonly at: Instant;
      readonly run: string;
      readonly stage: string;
      readonly stall: string;
      readonly entry: number;
    }
  /** No deadline could be set: the date it is counted to is missing, or is no date. */
  | {
      readonly kind: 'stall.not armed';
      readonly at: Instant;
      readonly run: string;
      readonly stage: string;
      readonly stall: string;
      readonly entry: number;
      readonly because: string;
    }
  /** A start event that names no subject, though the journey's runs are told apart by one. */
  | {
      readonly kind: 'run.not started';
      readonly at: Instant;
      readonly journey: string;
      readonly event: string;
      readonly because: string;
    }
  | {
      readonly kind: 'run.migrated';
      readonly at: Instant;
      readonly run: string;
      readonly definition: string;
      readonly version: number;
    }
  /** A guard threw, or is no longer published. It counts as not holding, so nothing is sent because of it. */
  | {
      readonly kind: 'guard.failed';
      readonly at: Instant;
      readonly run: string;
      readonly guard: string;
      readonly because: string;
    }
  | {
      readonly kind: 'run.ended';
      readonly at: Instant;
      readonly run: string;
      readonly how: 'goal' | 'exit' | 'expired';
      readonly converted: boolean;
      readonly by: string | null;
    };

/** A touch that a stall has given birth to. Its id is the stall's place, so that every host gives it the same. */
export interface PlannedTouch {
  /** `run/stage/stall/entry`. */
  readonly id: string;
  readonly name: string;
  readonly run: string | null;
  readonly journey: string | null;
  readonly stage: string | null;
  readonly stall: string | null;
  /** Which entry of the stage, from 1. */
  readonly entry: number | null;
  readonly subject: string | null;
  /** What it is about for rules that count by debt, where that is not the subject. */
  readonly debt?: string;
  readonly arm: string | null;
  readonly purpose: Purpose;
  readonly via: readonly string[];
  readonly template: string;
  /** The deadline that bore it. */
  readonly plannedAt: Instant;
  /** The last instant (inclusive) at which sending is worth while. */
  readonly usefulUntil: Instant;
  readonly topic: string | null;
  readonly class: TouchClass;
  readonly score: number;
}

/** An activity that a stall has given birth to, under the same kind of id. */
export interface PlannedActivity {
  /** `run/stage/stall/entry`. */
  readonly id: string;
  readonly name: string;
  readonly run: string;
  readonly journey: string;
  readonly stage: string;
  readonly stall: string;
  readonly entry: number;
  readonly subject: string | null;
  readonly arm: string | null;
  /** The deadline that bore it. */
  readonly plannedAt: Instant;
}

/** What a transition asks its host to do. */
export type JourneyEffect =
  | { readonly kind: 'happened'; readonly happening: JourneyHappening }
  | { readonly kind: 'plan'; readonly touch: PlannedTouch }
  | { readonly kind: 'perform'; readonly activity: PlannedActivity }
  /** Whatever of this run (and stage, stall, when named) has not gone out or begun must not do so any more. */
  | {
      readonly kind: 'cancel';
      readonly at: Instant;
      readonly run: string;
      readonly stage: string | null;
      readonly stall: string | null;
      readonly because: string;
    };
