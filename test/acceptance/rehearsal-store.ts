import { openStore } from '#store';
import type { Instant } from '#journey';
import { testDatabase } from '../harness/index.ts';
import type { Application } from './applications.ts';
import { rehearsalWorld, rehearse, type RehearsedLife } from './rehearsed-life.ts';
import { toldBy, type Told } from './told.ts';

export interface Rehearsed {
  readonly lives: ReadonlyMap<string, RehearsedLife>;
  readonly told: ReadonlyMap<string, Told>;
}

/** The backtest of these lives, written down by the same store as the live system's, in a database of its own. */
export async function rehearsed(lives: readonly Application[], until: Instant, seed: string): Promise<Rehearsed> {
  const world = rehearsalWorld(seed);
  const { url: databaseUrl } = await testDatabase();
  const store = openStore({ databaseUrl });
  const known = new Map<string, RehearsedLife>();
  for (const life of lives) {
    const rehearsedLife = rehearse(world, life, until);
    known.set(life.customerId, rehearsedLife);
    await store.happenings.record(life.customerId, rehearsedLife.happenings);
  }
  await store.close();
  return { lives: known, told: await toldBy(databaseUrl) };
}
