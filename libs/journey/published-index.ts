import { compile } from './compiled-journey.ts';
import type { CompiledJourney } from './compiled-journey.ts';
import type { JourneyDefinition } from './definition.ts';
import { rankEvents } from './event-rank.ts';
import type { Published } from './published.ts';
import { addsUp } from './totals.ts';

/** What is published, made quick to ask. */
export interface PublishedIndex {
  /** By the key of the definition. */
  readonly journeys: ReadonlyMap<string, CompiledJourney>;
  /** Older definitions of open runs, as they are met. */
  readonly pinned: WeakMap<JourneyDefinition, CompiledJourney>;
  readonly guards: Published['guards'];
  /** Event types that are anything to a journey: start, stage, end, or a fact that is read. */
  readonly hearing: ReadonlyMap<string, Hearing>;
  /** Place of an event type among those of one instant. */
  readonly ranks: ReadonlyMap<string, number>;
}

/** All that the published journeys have to do with one event type. */
export interface Hearing {
  readonly journeys: readonly CompiledJourney[];
  /** Those that it begins. */
  readonly starts: readonly { readonly key: string; readonly journey: CompiledJourney }[];
  /** The properties by which these journeys tell their runs apart, each once. */
  readonly keys: readonly string[];
  /** To one of them at least the customer is the subject. */
  readonly customerWide: boolean;
  /** One of them at least keeps the properties. */
  readonly fact: boolean;
  /** One of them at least adds them up. */
  readonly totals: boolean;
}

const memo = new WeakMap<Published, PublishedIndex>();
let last: { readonly published: Published; readonly index: PublishedIndex } | null = null;

/** Remembered per object: what is published is replaced, never changed. Nearly every call is for the one before. */
export function indexOf(published: Published): PublishedIndex {
  if (last?.published === published) return last.index;
  let index = memo.get(published);
  if (index === undefined) memo.set(published, (index = build(published)));
  last = { published, index };
  return index;
}

function build(published: Published): PublishedIndex {
  const journeys = new Map<string, CompiledJourney>();
  for (const [key, definition] of Object.entries(published.definitions)) {
    journeys.set(key, compile(definition, published.guards));
  }
  const hearing = new Map<string, Hearing>();
  for (const journey of journeys.values()) {
    for (const type of journey.roles.keys()) {
      if (!hearing.has(type)) hearing.set(type, hearingOf(type, journeys, published.startsOn[type] ?? []));
    }
  }
  const ranks = rankEvents(Object.values(published.definitions));
  return { journeys, pinned: new WeakMap(), guards: published.guards, hearing, ranks };
}

function hearingOf(
  type: string,
  published: ReadonlyMap<string, CompiledJourney>,
  startKeys: readonly string[],
): Hearing {
  const journeys = [...published.values()].filter(({ roles }) => roles.has(type));
  return {
    journeys,
    starts: startKeys.flatMap((key) => {
      const journey = published.get(key);
      return journey === undefined ? [] : { key, journey };
    }),
    keys: [...new Set(journeys.flatMap(({ key }) => key ?? []))],
    customerWide: journeys.some(({ key }) => key === null),
    fact: journeys.some(({ roles }) => roles.get(type)?.fact === true || addsUp(roles.get(type))),
    totals: journeys.some(({ roles }) => addsUp(roles.get(type))),
  };
}
