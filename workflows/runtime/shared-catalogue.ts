import type { JourneyDefinition, Published } from '#journey';

type Definitions = Published['definitions'];
type Index = Published['startsOn'];

/** Far more than the journeys of an institution in the versions that are in flight at once. */
const KEPT = 1_000;

/**
 * What all customers of a worker know alike, held once. A definition comes out of each history as a copy of its own; that of
 * another customer under the same key, which holds the hash of its content, is the same. So is what is derived from it.
 */
const definitions = new Map<string, JourneyDefinition>();
const indexes = new Map<string, Index>();
const published = new Map<string, Published>();

export function sharedDefinitions(own: Definitions): Definitions {
  return Object.fromEntries(Object.entries(own).map(([key, one]) => [key, shared(definitions, key, () => one)]));
}

export function sharedIndex(own: Index): Index {
  return shared(indexes, JSON.stringify(own), () => own);
}

/** `startsOn` and `definitions` as shared; the guards come with the bundle and are the same for all. */
export function sharedPublished(startsOn: Index, known: Definitions, guards: Published['guards']): Published {
  const key = `${JSON.stringify(startsOn)} ${Object.keys(known).join(' ')}`;
  return shared(published, key, () => ({ startsOn, definitions: known, guards }));
}

function shared<Value>(values: Map<string, Value>, key: string, own: () => Value): Value {
  const kept = values.get(key);
  if (kept !== undefined) return kept;
  const value = own();
  if (values.size >= KEPT) values.clear();
  values.set(key, value);
  return value;
}
