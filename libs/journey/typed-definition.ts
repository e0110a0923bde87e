import type { TighteningRule } from './definition.ts';
import type { Duration } from './duration.ts';
import type { Purpose } from './purpose.ts';
import type { TouchClass } from './touch-class.ts';

/** The words that a definition may use, as types. */
export interface Words {
  readonly events: object;
  readonly guard: string;
  readonly template: string;
  readonly channel: string;
  readonly activity: string;
}

export type EventOf<W extends Words> = keyof W['events'] & string;

/** One event type, or any of several; never none. */
export type OnEvents<Event extends string> = Event | readonly [Event, ...Event[]];

/** Properties whose value may name a subject. With several start events: those that all of them have. */
type SubjectProperty<Properties> = Properties extends unknown
  ? { [P in keyof Properties & string]: Properties[P] extends string | number ? P : never }[keyof Properties & string]
  : never;

/** The keys that can tell subjects apart: required texts or numbers of every start event. */
export type SubjectKey<W extends Words, Start extends EventOf<W>> = {
  [E in Start]: (key: SubjectProperty<W['events'][E]>) => void;
}[Start] extends (key: infer Key) => void
  ? Key & string
  : never;

/** `bill.issued:dueOn`: an event and a property of it that is a text. */
export type DateOf<W extends Words> = {
  [E in EventOf<W>]: {
    [P in keyof W['events'][E] & string]-?: string extends W['events'][E][P] ? `${E}:${P}` : never;
  }[keyof W['events'][E] & string];
}[EventOf<W>];

type TypedDeadline<W extends Words> =
  | { readonly after: Duration; readonly before?: never; readonly past?: never; readonly date?: never }
  | { readonly before: Duration; readonly date: DateOf<W>; readonly after?: never; readonly past?: never }
  | { readonly past: Duration; readonly date: DateOf<W>; readonly after?: never; readonly before?: never };

/** One template for all, or, in an experiment, one for exactly each of its arms. */
type TypedTemplate<W extends Words, Arm extends string> = [Arm] extends [never]
  ? W['template']
  : W['template'] | { readonly [A in Arm]: W['template'] };

type TypedTouch<W extends Words, Arm extends string> = {
  readonly name: string;
  readonly via: readonly [W['channel'], ...W['channel'][]];
  readonly template: TypedTemplate<W, Arm>;
  readonly topic?: string;
  readonly class?: TouchClass;
  readonly score?: number;
} & (
  | { readonly purpose: 'marketing'; readonly usefulFor: Duration }
  | { readonly purpose: Exclude<Purpose, 'marketing'>; readonly usefulFor?: Duration }
);

type TypedStall<W extends Words, Arm extends string> = TypedDeadline<W> & {
  readonly name?: string;
  readonly when?: W['guard'];
  readonly unless?: W['guard'];
  readonly resolvedOn?: OnEvents<EventOf<W>>;
  readonly counts?: 'first entry' | 'each entry';
} & (
    | { readonly touch?: TypedTouch<W, Arm>; readonly activity?: never }
    | { readonly activity: W['activity']; readonly touch?: never }
  );

interface TypedStage<W extends Words, Arm extends string> {
  readonly name: string;
  readonly title?: string;
  readonly doneOn: OnEvents<EventOf<W>>;
  readonly doneWhen?: W['guard'];
  readonly reentersOn?: OnEvents<EventOf<W>>;
  readonly optional?: boolean;
  readonly stalls?: readonly TypedStall<W, Arm>[];
}

/** A `JourneyDefinition` in which every word is one of the vocabulary's. What each member means, `JourneyDefinition` says. */
export interface TypedJourney<W extends Words, Start extends EventOf<W>, Arm extends string> {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly owner: string;
  readonly startsOn: Start | readonly [Start, ...Start[]];
  readonly startsWhen?: W['guard'];
  readonly key?: SubjectKey<W, NoInfer<Start>>;
  readonly debtKey?: SubjectKey<W, NoInfer<Start>>;
  readonly reentry?: 'once' | 'after end' | 'each';
  readonly goal?: { readonly on: OnEvents<EventOf<W>>; readonly within?: Duration; readonly when?: W['guard'] };
  readonly exitsOn?: OnEvents<EventOf<W>>;
  readonly expiresAfter?: Duration;
  readonly experiment?: { readonly id: string; readonly arms: { readonly [A in Arm]: number } };
  readonly holdout?: { readonly percent: number; readonly salt: string };
  readonly tightenedBy?: readonly TighteningRule[];
  readonly stages: readonly [TypedStage<W, NoInfer<Arm>>, ...TypedStage<W, NoInfer<Arm>>[]];
  readonly migrates?: { readonly from: readonly number[]; readonly stages: { readonly [old: string]: string } };
}
