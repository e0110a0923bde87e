import { dateReference, eventsOf, guardNamesOf, stallName, totalReference } from './definition-words.ts';
import type { JourneyDefinition, StageDefinition, StallDefinition, TouchDefinition } from './definition.ts';
import { durationOf } from './duration.ts';
import type { Duration, ParsedDuration } from './duration.ts';
import type { Guard } from './guard.ts';
import type { StageProgress } from './state.ts';

/** What an event of one type is to a journey. */
export interface Role {
  starts: boolean;
  goal: boolean;
  exit: boolean;
  /** Its properties are kept for guards, dates and texts. */
  fact: boolean;
  /** Is it more than a fact: can it begin, move, resolve or end anything? */
  moves: boolean;
  /** What it adds to. */
  readonly totals: Total[];
  /** Stages it completes, in order. */
  readonly done: number[];
  readonly reenters: number[];
  readonly resolves: StallPlace[];
  /** Stalls counted to a date that it carries. */
  readonly dates: StallPlace[];
}

export interface Total {
  readonly name: string;
  /** The property that is added up; null: how often the event happened. */
  readonly property: string | null;
}

export interface StallPlace {
  readonly stage: number;
  readonly stall: number;
}

export interface CompiledStall {
  readonly name: string;
  readonly definition: StallDefinition;
  readonly duration: ParsedDuration;
  readonly counted: 'after' | DateCount;
  readonly firstEntryOnly: boolean;
  readonly touch: TouchDefinition | null;
  /** The name of what is done instead of a touch. */
  readonly activity: string | null;
  readonly usefulFor: ParsedDuration;
}

export interface DateCount {
  readonly type: string;
  readonly property: string;
  readonly sign: 1 | -1;
}

export interface CompiledStage {
  readonly name: string;
  readonly definition: StageDefinition;
  readonly stalls: readonly CompiledStall[];
}

export interface CompiledJourney {
  readonly definition: JourneyDefinition;
  readonly key: string | null;
  readonly stages: readonly CompiledStage[];
  /** How far a run is that has just begun; shared by all that begin. */
  readonly untouched: readonly StageProgress[];
  readonly roles: ReadonlyMap<string, Role>;
  readonly expiresAfter: ParsedDuration | null;
  readonly within: ParsedDuration | null;
}

const usefulUnlessSaid: ParsedDuration = { kind: 'calendar', days: 1 };

/** A definition made quick to ask. `guards`: those that are published; what its own ones of them read are facts, too. */
export function compile(
  definition: JourneyDefinition,
  guards: { readonly [name: string]: Guard } = {},
): CompiledJourney {
  const roles = new Map<string, Role>();
  const role = (type: string): Role => {
    let found = roles.get(type);
    if (found === undefined) {
      const not = { starts: false, goal: false, exit: false, fact: false, moves: false };
      roles.set(type, (found = { ...not, totals: [], done: [], reenters: [], resolves: [], dates: [] }));
    }
    return found;
  };
  for (const type of eventsOf(definition.startsOn)) Object.assign(role(type), { starts: true, fact: true });
  for (const type of eventsOf(definition.goal?.on)) Object.assign(role(type), { goal: true });
  for (const type of eventsOf(definition.exitsOn)) role(type).exit = true;
  const stages = definition.stages.map((stage, stageIndex): CompiledStage => {
    for (const type of eventsOf(stage.doneOn)) {
      role(type).done.push(stageIndex);
      role(type).fact = true;
    }
    for (const type of eventsOf(stage.reentersOn)) {
      role(type).reenters.push(stageIndex);
      role(type).fact = true;
    }
    const stalls = (stage.stalls ?? []).map((stall, stallIndex): CompiledStall => {
      const place = { stage: stageIndex, stall: stallIndex };
      for (const type of eventsOf(stall.resolvedOn)) role(type).resolves.push(place);
      const compiledStall = compileStall(stall, stallIndex);
      if (compiledStall.counted !== 'after') {
        role(compiledStall.counted.type).dates.push(place);
        role(compiledStall.counted.type).fact = true;
      }
      return compiledStall;
    });
    return { name: stage.name, definition: stage, stalls };
  });
  for (const found of roles.values()) found.moves = true;
  for (const guard of guardNamesOf(definition)) for (const type of guards[guard]?.reads ?? []) role(type).fact = true;
  for (const name of new Set([...guardNamesOf(definition)].flatMap((guard) => guards[guard]?.totals ?? []))) {
    const { type, property } = totalReference(name);
    role(type).totals.push({ name, property });
  }
  return {
    definition,
    key: definition.key ?? null,
    stages,
    untouched: stages.map(() => ({ enteredAt: null, doneAt: null, entries: 0 })),
    roles,
    expiresAfter: parsed(definition.expiresAfter),
    within: parsed(definition.goal?.within),
  };
}

function compileStall(stall: StallDefinition, index: number): CompiledStall {
  const [duration, counted] =
    'after' in stall
      ? [stall.after, 'after' as const]
      : 'before' in stall
        ? [stall.before, { ...dateReference(stall.date), sign: -1 as const }]
        : [stall.past, { ...dateReference(stall.date), sign: 1 as const }];
  return {
    name: stallName(stall, index),
    definition: stall,
    duration: durationOf(duration),
    counted,
    firstEntryOnly: stall.counts === 'first entry',
    touch: stall.touch ?? null,
    activity: stall.activity ?? null,
    usefulFor: parsed(stall.touch?.usefulFor) ?? usefulUnlessSaid,
  };
}

function parsed(duration: Duration | undefined): ParsedDuration | null {
  return duration === undefined ? null : durationOf(duration);
}
