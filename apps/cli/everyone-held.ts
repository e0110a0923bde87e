import type { Store } from '#store';

/** Customers with something planned or held, in pages, by id. */
export async function* everyoneHeld(store: Pick<Store, 'touches'>): AsyncGenerator<string> {
  for (let after = ''; ;) {
    const page = await store.touches.customersWithOpen({ after, limit: 500 });
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last;
  }
}
