import { compiled } from './compiled-journey.ts';
import type { CompiledJourney } from './compiled-journey.ts';
import { rankEvents } from './event-rank.ts';
import type { Published } from './published.ts';

/** What is published, made quick to ask. */
export interface PublishedIndex {
  /** Journeys that an event type begins, with the keys of their definitions. */
  readonly starts: ReadonlyMap<string, readonly { readonly key: string; readonly journey: CompiledJourney }[]>;
  /** Journeys to which an event type is anything: start, stage, end, or a fact that is read. */
  readonly hearing: ReadonlyMap<string, readonly CompiledJourney[]>;
  /** Guards by the event types they read. */
  readonly readers: ReadonlyMap<string, readonly string[]>;
  /** Place of an event type among those of one instant. */
  readonly ranks: ReadonlyMap<string, number>;
}

const memo = new WeakMap<Published, PublishedIndex>();

/** Remembered per object: what is published is replaced, never changed. */
export function indexOf(published: Published): PublishedIndex {
  let index = memo.get(published);
  if (index === undefined) memo.set(published, (index = build(published)));
  return index;
}

/** Are the properties of such events kept for this journey's guards, dates or texts? */
export function isFactOf(journey: CompiledJourney, type: string, index: PublishedIndex): boolean {
  if (journey.roles.get(type)?.fact === true) return true;
  return index.readers.get(type)?.some((guard) => journey.guards.has(guard)) === true;
}

function build(published: Published): PublishedIndex {
  const readers = new Map<string, string[]>();
  for (const [name, guard] of Object.entries(published.guards)) {
    for (const type of guard.reads) push(readers, type, name);
  }
  const hearing = new Map<string, CompiledJourney[]>();
  const journeys = Object.values(published.definitions).map(compiled);
  for (const journey of journeys) {
    const heard = new Set(journey.roles.keys());
    for (const guard of journey.guards) for (const type of published.guards[guard]?.reads ?? []) heard.add(type);
    for (const type of heard) push(hearing, type, journey);
  }
  const starts = new Map<string, { key: string; journey: CompiledJourney }[]>();
  for (const [type, keys] of Object.entries(published.startsOn)) {
    for (const key of keys ?? []) {
      const definition = published.definitions[key];
      if (definition !== undefined) push(starts, type, { key, journey: compiled(definition) });
    }
  }
  return { starts, hearing, readers, ranks: rankEvents(journeys.map((journey) => journey.definition)) };
}

function push<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
