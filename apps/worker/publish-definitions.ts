import type { Published } from '#journey';
import type { Store } from '#store';

/** Puts the definitions this build knows into the store, for whoever asks what a run of the past was pinned to. */
export function publishDefinitions(store: Store, { definitions }: Published): Promise<void> {
  return store.definitions.put(
    Object.entries(definitions).map(([key, definition]) => ({
      key,
      journey: definition.id,
      version: definition.version,
      hash: key.slice(key.lastIndexOf('#') + 1),
      definition,
    })),
  );
}
