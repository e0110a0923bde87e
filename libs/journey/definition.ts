import type { Duration } from './duration.ts';
import type { Purpose } from './purpose.ts';
import type { TouchClass } from './touch-class.ts';

/** One event type, or any of several. */
export type On = string | readonly string[];

/**
 * A journey as plain data: what the typed builder of a vocabulary returns, what travels in the state of a run, and what
 * funnel, diagram, lint and backtest are derived from. No functions; guards are words, found by name.
 */
export interface JourneyDefinition {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly owner: string;
  readonly startsOn: On;
  readonly startsWhen?: string;
  /** The property of an event that names the subject (application, order, bill). Absent: the customer is the subject. */
  readonly key?: string;
  /**
   * The property of the start event that names the debt, for rules that count by debt: a loan, where `key` tells its bills
   * apart. Absent: the subject is the debt.
   */
  readonly debtKey?: string;
  /** What a start event means for a subject that had a run already. Default `once`. */
  readonly reentry?: 'once' | 'after end' | 'each';
  readonly goal?: { readonly on: On; readonly within?: Duration; readonly when?: string };
  readonly exitsOn?: On;
  readonly expiresAfter?: Duration;
  readonly experiment?: { readonly id: string; readonly arms: { readonly [arm: string]: number } };
  /** Percent of customers for whom this journey does nothing, neither touch nor activity; sticky by hash of salt and customer. */
  readonly holdout?: { readonly percent: number; readonly salt: string };
  /**
   * Rules of the contact policy that stand on top of the institution's for this journey's touches. They travel with the
   * definition to which a run is pinned; the institution's policy is never pinned.
   */
  readonly tightenedBy?: readonly TighteningRule[];
  readonly stages: readonly StageDefinition[];
  /** How open runs of an earlier version move to this one; without it they end on the version they began with. */
  readonly migrates?: { readonly from: readonly number[]; readonly stages: { readonly [old: string]: string } };
}

/**
 * A rule as the policy reads it, plain data. Decision: what is its type here, where nothing of the policy is known?
 * Options: (a) a type parameter of the definition, (b) the rule model in this lib, (c) what a rule is told by and nothing
 * more; libs/policy makes and checks it (`tighten`). (a) goes through every type that holds a definition, (b) gives the
 * core a word it never reads. So (c): a rule written down here without `tighten` does not compile.
 */
export interface TighteningRule {
  readonly id: string;
  readonly kind: string;
}

export interface StageDefinition {
  readonly name: string;
  readonly title?: string;
  readonly doneOn: On;
  readonly doneWhen?: string;
  /** Events that enter the stage again and arm its `each entry` stalls anew. */
  readonly reentersOn?: On;
  /** Need not be done: the next stage opens together with it, and what only that one's event closes counts as skipped. */
  readonly optional?: boolean;
  readonly stalls?: readonly StallDefinition[];
}

/** When a stall is due: so long after the entry, or so long before or past a date that an event carries. */
export type Deadline =
  | { readonly after: Duration }
  | { readonly before: Duration; readonly date: `${string}:${string}` }
  | { readonly past: Duration; readonly date: `${string}:${string}` };

export type StallDefinition = Deadline & {
  /** Unique in the stage; absent: the name of its touch or activity, else its place. */
  readonly name?: string;
  readonly when?: string;
  readonly unless?: string;
  /** Events that resolve this stall without ending the stage. */
  readonly resolvedOn?: On;
  /** Does a re-entry of the stage start it anew? Default `each entry`. */
  readonly counts?: 'first entry' | 'each entry';
  readonly touch?: TouchDefinition;
  /**
   * Instead of a touch: a deed of the team's own, by its name in the vocabulary. It reaches nobody, so it asks no policy; and
   * it is a deed of the journey, so a holdout does without it.
   */
  readonly activity?: string;
};

export interface TouchDefinition {
  readonly name: string;
  readonly purpose: Purpose;
  /** Channels, in order of fallback. */
  readonly via: readonly string[];
  /** One template for everyone, or one per arm of the experiment. */
  readonly template: string | { readonly [arm: string]: string };
  /** How long after its deadline the touch is worth sending. Default 1 day; a marketing touch must say. */
  readonly usefulFor?: Duration;
  /** What the message is about, for caps per topic. */
  readonly topic?: string;
  /** Importance class when it is not the purpose's own (see the policy's arbitration). */
  readonly class?: TouchClass;
  /** Importance within the class; higher wins. Default 0. */
  readonly score?: number;
}
