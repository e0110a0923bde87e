import type { JourneyDefinition } from './definition.ts';
import type { FactTimes, Guard } from './guard.ts';
import { InvalidJourneyError } from './invalid-journey.error.ts';
import { journeyFaults } from './journey-faults.ts';
import { rememberGuards } from './known-guards.ts';
import type { KnownWords } from './known-words.ts';
import type { EventOf, TypedJourney, Words } from './typed-definition.ts';

/** The facts a guard has declared: each may be missing. */
export type GuardFacts<Events extends object, Read extends keyof Events> = {
  readonly [E in Read]?: Readonly<Events[E]>;
};

/** `repayment.received`: how often it happened. `repayment.received:amount`: a number that it carries, added up. */
export type TotalOf<Events extends object> = {
  [E in keyof Events & string]:
    | E
    | {
        [P in keyof Events[E] & string]: Events[E][P] extends number | undefined ? `${E}:${P}` : never;
      }[keyof Events[E] & string];
}[keyof Events & string];

/**
 * Declares a guard: the events whose facts it reads, and what must be true of them. `times` tells when each was said,
 * `totals` what those that it names have come to since the run began.
 */
export type GuardOf<Events extends object> = <
  const Read extends keyof Events & string,
  const Total extends TotalOf<Events> = never,
>(
  reads: readonly Read[],
  holds: (
    facts: GuardFacts<Events, Read>,
    times: { readonly [E in Read]?: FactTimes[string] },
    totals: { readonly [T in Total]: number },
  ) => boolean,
  more?: { readonly totals: readonly Total[] },
) => Guard;

interface VocabularyParts<
  Events extends object,
  Name extends string,
  Template extends string,
  Channel extends string,
  Activity extends string,
> {
  readonly guards: { readonly [N in Name]: Guard };
  readonly templates: readonly Template[];
  readonly channels: readonly Channel[];
  /** What a stall may have done instead of a touch; each has its code in `<name>.activity.ts`. */
  readonly activities?: readonly Activity[];
  /** The names of the events once more, as values: then an author without a compiler is told of a wrong one too. */
  readonly events?: readonly (keyof Events & string)[];
}

/** The words of a team, and the sentence they make: `journey`. */
export interface Vocabulary<W extends Words> {
  readonly guards: { readonly [Name in W['guard']]: Guard };
  readonly templates: readonly W['template'][];
  readonly channels: readonly W['channel'][];
  readonly activities: readonly W['activity'][];
  /** Thrown when the definition cannot be meant: `InvalidJourneyError`, with all its faults. Gives back frozen plain data. */
  journey<const Start extends EventOf<W>, const Arm extends string = never>(
    definition: TypedJourney<W, Start, Arm>,
  ): JourneyDefinition;
}

/**
 * Declares the words a team may use. The events come as a type only (`import type`), so that no schema library enters the
 * workflow: `vocabulary<Events>()(({ guard }) => ({ guards: { … }, templates: […], channels: […] }))`. Two calls, because
 * TypeScript infers all type arguments of a call or none.
 */
export function vocabulary<Events extends object>() {
  return <
    const Name extends string,
    const Template extends string,
    const Channel extends string,
    const Activity extends string = never,
  >(
    declare: (words: { readonly guard: GuardOf<Events> }) => VocabularyParts<Events, Name, Template, Channel, Activity>,
  ): Vocabulary<{ events: Events; guard: Name; template: Template; channel: Channel; activity: Activity }> => {
    const { guards, templates, channels, activities = [], events } = declare({ guard: guardOf<Events>() });
    const known: KnownWords = {
      guards: new Set(Object.keys(guards)),
      templates: new Set(templates),
      channels: new Set(channels),
      activities: new Set(activities),
      events: events === undefined ? null : new Set(events),
    };
    return {
      guards,
      templates,
      channels,
      activities,
      journey: (typed) => rememberGuards(checked(typed, known), guards),
    };
  };
}

/** Each event's own properties are known to the guard that declared it; in the core a guard reads whatever was said. */
function guardOf<Events extends object>(): GuardOf<Events> {
  return (reads, holds, more) => ({ reads, ...more, holds: holds as Guard['holds'] });
}

function checked(definition: JourneyDefinition, known: KnownWords): JourneyDefinition {
  const faults = journeyFaults(definition, known);
  if (faults.length > 0) throw new InvalidJourneyError(String(definition.id), faults);
  return deepFrozen(definition);
}

/** A definition is hashed and remembered by its object: nobody may change it later. */
function deepFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFrozen);
  }
  return value;
}
